/**
 * Hides the passwords of the URLs in a text: `https://me:***@host/`. For all that is told to people and machines; files
 * that are written have what their author put there. A password that should have been percent-encoded is hidden, too.
 */
export function maskPasswords(text: string): string {
  // Digits before a slash are a port, and what has an @ behind them is a path.
  return text.replace(/(\w:\/\/[^\s/?#@:"'[]*):(?!\d*[/?#])[^\s"']+@/g, '$1:***@');
}
