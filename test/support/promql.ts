import { parser } from '@prometheus-io/lezer-promql';

/** A comparison of a label in a selector, e.g. `job=~"$job"`. */
export interface Matcher {
  label: string;
  operator: string;
  value: string;
}

/** One selector of an expression, e.g. `rate(shop_orders_total{job="x"}[5m])` has one. */
export interface Selector {
  metric: string;
  matchers: Matcher[];
  /** As it stands in the expression, without range and offset. */
  text: string;
  /** The range of a range vector as it is written, e.g. `5m`. */
  range: string | undefined;
  /** The functions and aggregations around it, the nearest first, e.g. `['rate', 'sum']`. */
  within: string[];
}

type Node = ReturnType<typeof parser.parse>['topNode'];

/** The selectors of a PromQL expression, in order; throws on what is not PromQL. */
export function selectorsOf(expression: string): Selector[] {
  const found: Selector[] = [];
  const textOf = (node: Node) => expression.slice(node.from, node.to);
  parser.parse(expression).iterate({
    enter: ({ type, node }) => {
      if (type.isError) {
        throw new Error(`not PromQL at character ${node.from}: ${expression}`);
      }
      if (type.name !== 'VectorSelector') return;
      const matchers = node
        .getChildren('LabelMatchers')
        .flatMap((list) => list.getChildren('UnquotedLabelMatcher'))
        .map((matcher) => readMatcher(matcher, textOf));
      const name = node.getChild('Identifier');
      const range = node.parent?.getChild('DurationExpr');
      found.push({
        metric: name ? textOf(name) : '',
        matchers,
        text: textOf(node),
        range: range ? textOf(range) : undefined,
        within: functionsAround(node, textOf),
      });
    },
  });
  return found;
}

function readMatcher(node: Node, textOf: (node: Node) => string): Matcher {
  const part = (name: string) => textOf(node.getChild(name)!);
  const literal = part('StringLiteral');
  return {
    label: part('LabelName'),
    operator: part('MatchOp'),
    value: literal.startsWith('"') ? (JSON.parse(literal) as string) : literal.slice(1, -1),
  };
}

function functionsAround(node: Node, textOf: (node: Node) => string): string[] {
  const names: string[] = [];
  for (let above = node.parent; above; above = above.parent) {
    const name = above.getChild('FunctionIdentifier') ?? above.getChild('AggregateOp');
    if (name) names.push(textOf(name).toLowerCase());
  }
  return names;
}
