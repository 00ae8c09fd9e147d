/** Parameters of a URL that hold a secret by their name; the tokens of pages do not. */
const SECRET_PARAMETER =
  /([?&](?!(?:[\w.-]*[_.-])?(?:continuation|next|page|sync)_?token=)[\w.-]*(?:api[_-]?key|jwt|passw(?:or)?d|pwd|secret|signature|token)=)[^\s&#"']+/gi;

/**
 * What is in the place of a user's name, but too long for one, with a digit, and no mail address: tokens are given there,
 * with or without a password.
 */
const USER_TOKEN =
  /(\bhttps?:\/\/)(?=[^\s/?#@:"']*\d)(?![^\s/?#@:"']*%40)[^\s/?#@:"']{20,}(?=(?::[^\s/?#@"']*)?@)/gi;

/** Digits before a slash are a port. Of a password a quote is only a part where it is not the end of a quoted word. */
const PASSWORD = /(\w:\/\/[^\s/?#@:"'[]*):(?!\d*[/?#])(?:[^\s"']|["'](?![,:;)\]}])(?=\S*@))+@/g;

/**
 * Hides the passwords and tokens of the URLs in a text: `https://me:***@host/?token=***`. For all that is told to people
 * and machines; files that are written have what their author put there. A password that should have been
 * percent-encoded is hidden, too, as far as the next space.
 */
export function maskSecrets(text: string): string {
  return text
    .replace(PASSWORD, '$1:***@')
    .replace(USER_TOKEN, '$1***')
    .replace(SECRET_PARAMETER, '$1***');
}

/** Hides all that may be a password in a text that was meant to be one address, spaces or not. */
export function maskAddress(text: string): string {
  return maskSecrets(text.replace(/(:\/\/[^/?#@:]*):.*@/s, '$1:***@'));
}

/** Whether an address, which need not be a URL, has a password or token. */
export function hasSecret(address: string): boolean {
  const password = URL.canParse(address) ? new URL(address).password : '';
  return password !== '' || maskSecrets(address) !== address;
}
