/** Parameters of a URL that hold a secret by their name. */
const SECRET_PARAMETER =
  /([?&](?:access_token|api[_-]?key|auth_token|client_secret|passw(?:or)?d|secret|token)=)[^\s&#"']+/gi;

/**
 * Hides the passwords and tokens of the URLs in a text: `https://me:***@host/?token=***`. For all that is told to people
 * and machines; files that are written have what their author put there. A password that should have been
 * percent-encoded is hidden, too.
 */
export function maskSecrets(text: string): string {
  return (
    text
      // Digits before a slash are a port, and what has an @ behind them is a path.
      .replace(/(\w:\/\/[^\s/?#@:"'[]*):(?!\d*[/?#])[^\s"']+@/g, '$1:***@')
      .replace(SECRET_PARAMETER, '$1***')
  );
}
