import { DESCRIPTION, NAME, VERSION } from './build-info.js';

const STYLE = `
  body { font-family: sans-serif; margin: 2rem auto; max-width: 50rem; padding: 0 1rem; }
  table { border-collapse: collapse; }
  td, th { border-bottom: 1px solid #ccc; padding: 0.3rem 1rem 0.3rem 0; text-align: left; }
`;

/**
 * The page at `/`: what this is, where the metrics are, and how the collectors are doing. Its links
 * are relative, so that it works behind a path prefix too.
 *
 * @param {object} options
 * @param {string} options.telemetryPath
 * @param {() => object[]} options.collectorStates
 * @returns {import('express').RequestHandler}
 */
export function createLandingPage({ telemetryPath, collectorStates }) {
  return function landingPage(_req, res) {
    res.set('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'");
    res.type('html').send(`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escapeHtml(NAME)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${escapeHtml(NAME)}</h1>
<p>${escapeHtml(DESCRIPTION)}</p>
<p>Version ${escapeHtml(VERSION)}</p>
<ul>
<li><a href="${escapeHtml(telemetryPath.slice(1))}">Metrics</a></li>
<li><a href="healthz">Health</a></li>
<li><a href="readyz">Readiness</a></li>
</ul>${collectorTable(collectorStates())}
</body>
</html>
`);
  };
}

function collectorTable(states) {
  if (states.length === 0) {
    return '';
  }
  const rows = states.map(
    ({ name, state, seconds, lastError }) => `<tr>
<td>${escapeHtml(name)}</td>
<td>${state}</td>
<td>${seconds === undefined ? '' : `${seconds.toFixed(3)} s`}</td>
<td>${escapeHtml(lastError ?? '')}</td>
</tr>`,
  );
  return `
<h2>Collectors</h2>
<table>
<tr><th>Collector</th><th>State</th><th>Duration</th><th>Last error</th></tr>
${rows.join('\n')}
</table>`;
}

function escapeHtml(text) {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
