/** Parameters of a URL that hold a secret by their name; the tokens of pages do not. */
const SECRET_PARAMETER =
  /([?&](?!(?:[\w.-]*[_.-])?(?:continuation|next|page|sync)_?token=)[\w.-]*(?:api[_-]?key|jwt|passw(?:or)?d|pwd|secret|signature|token)=)[^\s&#"']+/gi;

/**
 * What is in the place of a user's name, but too long for one, with a digit, and no mail address: tokens are given there,
 * with or without a password.
 */
const USER_TOKEN =
  /(\bhttps?:\/\/)(?=[^\s/?#@:"']*\d)(?![^\s/?#@:"']*%40)[^\s/?#@:"']{20,}(?=(?::[^\s/?#@"']*)?@)/gi;

/** What a URL may be a part of, up to a space or the end of a quoted word; a quote elsewhere may be one of a password. */
const WORD = /(?:[^\s"']|["'](?![,:;)\]}]))+/g;

/** In a word that is cut after its last `@`. Digits before a slash are a port. */
const PASSWORD = /(\w:\/\/[^/?#@:"'[]*):(?!\d*[/?#]).+@$/;

/**
 * Hides the passwords and tokens of the URLs in a text: `https://me:***@host/?token=***`. For all that is told to people
 * and machines; files that are written have what their author put there. A password that should have been
 * percent-encoded is hidden, too, as far as the next space.
 */
export function maskSecrets(text: string): string {
  return text
    .replace(WORD, (word) => upToLastAt(word, (url) => url.replace(PASSWORD, '$1:***@')))
    .replace(USER_TOKEN, '$1***')
    .replace(SECRET_PARAMETER, '$1***');
}

/** Hides all that may be a password in a text that was meant to be one address, spaces or not. */
export function maskAddress(text: string): string {
  const masked = upToLastAt(text, (url) => url.replace(/(:\/\/[^/?#@:]*):.*@$/s, '$1:***@'));
  return maskSecrets(masked);
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
