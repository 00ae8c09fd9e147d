import { DESCRIPTION, NAME, VERSION } from './build-info.js';

const STYLE = `
  body { font-family: sans-serif; margin: 2rem auto; max-width: 50rem; padding: 0 1rem; }
`;

/**
 * The page at `/`: what this is and where the metrics are. Its links are relative, so that it works
 * behind a path prefix too.
 *
 * @param {object} options
 * @param {string} options.telemetryPath
 * @returns {import('express').RequestHandler}
 */
export function createLandingPage({ telemetryPath }) {
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
</ul>
</body>
</html>
`);
  };
}

function escapeHtml(text) {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
