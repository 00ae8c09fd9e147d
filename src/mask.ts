/** The name of a parameter, in the query or fragment of a URL or in a list such as `user=me;password=x`. */
const PARAMETER = /[?&#;]([^\s=?&#;"']+)=/g;
const VALUE = /[^\s&#"']*/y;

/** Names of secrets, also as the end of longer ones, */
const SECRET_NAME =
  /(?:(?:access|api|auth|private|subscription)[_-]?key|jwt|passphrase|passw(?:or)?d|pwd|secret|signature|token)$/i;
/** those that are the end of an ordinary word, too, */
const SECRET_WORD = /(?:^|[_.-])(?:auth|credentials?|pass|sig)$/i;
/** and one that is mostly something else, unless its value is so long. */
const KEY = /(?:^|[_.-])key$/i;
const LONG = /[^\s&#"';]{16}/y;

/** The tokens of pages are no secrets. */
const PAGE_TOKEN = /(?:^|[_.-])(?:continuation|next|page|sync)_?token$/i;

/**
 * What is in the place of a user's name, but too long for one, with a digit, and no mail address: tokens are given there,
 * with or without a password.
 */
const USER_TOKEN =
  /(\bhttps?:\/\/)(?=[^\s/?#@:"']*\d)(?![^\s/?#@:"']*%40)[^\s/?#@:"']{20,}(?=(?::[^\s/?#@"']*)?@)/gi;

/** What a URL may be a part of, up to a space or the end of a quoted word; a quote elsewhere may be one of a password. */
const WORD = /(?:[^\s"']|["'](?![,:;)\]}]))+/g;

/** In a word that is cut after its last `@`. Digits before a slash are a port; a colon may be percent-encoded. */
const PASSWORD = /(\w:\/\/[^/?#@:"'[]*?)(?::(?!\d*[/?#])|%3a).+@$/i;

/** The same in a text that was meant to be one address, where its beginning may be mistyped or missing. */
const MEANT_PASSWORD = /^((?:[^/?#@:]*:?\/+)?[^/?#@:]*?)(?::(?!\/\/)|%3a).*@$/is;

/**
 * Hides the passwords and tokens of the URLs in a text: `https://me:***@host/?token=***`. For all that is told to people
 * and machines; files that are written have what their author put there. A password that should have been
 * percent-encoded is hidden, too, as far as the next space.
 */
export function maskSecrets(text: string): string {
  return maskParameters(
    text
      .replace(WORD, (word) => upToLastAt(word, (url) => url.replace(PASSWORD, '$1:***@')))
      .replace(USER_TOKEN, '$1***'),
  );
}

/** Hides all that may be a password in a text that was meant to be one address, spaces or not. */
export function maskAddress(text: string): string {
  return maskSecrets(upToLastAt(text, (url) => url.replace(MEANT_PASSWORD, '$1:***@')));
}

/** The value of a secret is read once, with all that may belong to it, such as a semicolon. */
function maskParameters(text: string): string {
  let shown = '';
  let end = 0;
  for (const { 0: found, 1: name, index } of text.matchAll(PARAMETER)) {
    if (index < end) continue;
    const begin = index + found.length;
    LONG.lastIndex = begin;
    if (!isSecret(decoded(name!), LONG.test(text))) continue;
    VALUE.lastIndex = begin;
    const [value] = VALUE.exec(text)!;
    shown += text.slice(end, begin) + (value === '' ? '' : '***');
    end = begin + value.length;
  }
  return shown + text.slice(end);
}

function isSecret(name: string, isLong: boolean): boolean {
  if (isLong && KEY.test(name)) return true;
  return SECRET_WORD.test(name) || (SECRET_NAME.test(name) && !PAGE_TOKEN.test(name));
}

/** A name as a server reads it. */
function decoded(name: string): string {
  return name.replace(/%([0-7][0-9a-f])/gi, (_, code) => String.fromCharCode(parseInt(code, 16)));
}

/** Cut there, a password ends where the text does: it is not looked for again from each place where one may begin. */
function upToLastAt(text: string, mask: (url: string) => string): string {
  const end = text.lastIndexOf('@') + 1;
  return mask(text.slice(0, end)) + text.slice(end);
}

/** Whether an address, which need not be a URL, has a password or token. */
export function hasSecret(address: string): boolean {
  const password = URL.canParse(address) ? new URL(address).password : '';
  return password !== '' || maskSecrets(address) !== address;
}
