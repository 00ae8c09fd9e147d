"""Reads a JSON list of Python sources a line, answers with the list of all their string constants, or the error."""

import ast
import json
import sys

for line in sys.stdin:
    try:
        sources = json.loads(line)
        constants = [
            node.value
            for source in sources
            for node in ast.walk(ast.parse(source))
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        ]
        answer = {"constants": constants}
    except (SyntaxError, ValueError) as error:
        answer = {"error": str(error)}
    print(json.dumps(answer), flush=True)
