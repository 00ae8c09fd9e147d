import { NAME_PATTERN } from './schema.ts';

/** Names Windows reserves for devices, with any extension: a directory or file of that name cannot be made there. */
const WINDOWS_DEVICES = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])$/;

/** A project of one of these names could not be installed or would shadow what it imports. */
const TAKEN = new Set([
  'node-modules',
  'test',
  'tests',
  'express',
  'bcryptjs',
  'yaml',
  'prom-client',
  'flask',
  'werkzeug',
  'gunicorn',
  'bcrypt',
  'pytest',
  'ruff',
  'prometheus-client',
  'prometheus-summary',
]);

/** Modules of Python's standard library that a package of the same name would hide from the generated code. */
const PYTHON_MODULES = new Set(
  `abc argparse array ast asyncio atexit base64 bisect builtins calendar code codecs collections copy
  csv ctypes curses datetime decimal difflib dis email enum errno filecmp fractions ftplib functools gc
  getopt glob gzip hashlib heapq hmac html http imaplib inspect io ipaddress itertools json keyword
  logging math mimetypes mmap multiprocessing numbers operator os pathlib pickle pip platform profile pty
  queue random re resource sched secrets select shelve shlex shutil signal site smtplib socket
  socketserver sqlite3 ssl stat statistics string struct subprocess symtable sys syslog tarfile tempfile
  textwrap threading time timeit token tokenize trace traceback tty types typing unicodedata unittest
  urllib uuid venv warnings wave weakref webbrowser xml zipfile zlib zoneinfo
  and as assert async await break class continue def del elif else except finally for from global if
  import in is lambda nonlocal not or pass raise return try while with yield`.split(/\s+/),
);

/** Why a project name cannot be used, as a sentence, or undefined if it can. */
export function nameProblem(name: string): string | undefined {
  if (name === '') return 'The name is empty.';
  if (name.length > 63) {
    return `The name has ${name.length} characters; Kubernetes objects and images allow 63.`;
  }
  if (!new RegExp(NAME_PATTERN).test(name)) {
    return `The name ${JSON.stringify(name)} may only have lower-case letters, digits and hyphens, starts with a letter and does not end with a hyphen.`;
  }
  if (WINDOWS_DEVICES.test(name)) return `The name "${name}" is reserved by Windows.`;
  if (TAKEN.has(name)) return `The name "${name}" would clash with a dependency or folder of the project.`;
  return undefined;
}

/** A usable name near to the one given; never empty, and free of problems itself. */
export function correctProjectName(name: string): string {
  const ascii = name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+/, '')
    .slice(0, 54)
    .replace(/-+$/, '');
  if (ascii === '') return 'my-exporter';
  return nameProblem(ascii) === undefined ? ascii : `${ascii}-exporter`;
}

/** The Python package of a project: underscores, and never the name of a module it has to import. */
export function pythonPackage(name: string): string {
  const identifier = name.replaceAll('-', '_');
  return PYTHON_MODULES.has(identifier) ? `${identifier}_exporter` : identifier;
}

/** The default namespace: the name without `-exporter`, in snake_case, at most 40 characters. */
export function defaultNamespace(name: string): string {
  const base = name.replace(/-exporter$/, '').replaceAll('-', '_');
  return base.slice(0, 40).replace(/_+$/, '');
}
