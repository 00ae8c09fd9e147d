const BOUNDS = ['0.005', '0.01', '0.025', '0.05', '0.1', '0.25', '0.5', '1', '2.5', '5', '10'];

/**
 * A clean exposition of about so many samples in 100 families, family by family: 60 counters, 20 gauges and 20
 * histograms, as large exporters have them. The same number gives the same bytes.
 */
export function* exposition(samples) {
  const each = Math.round(samples / 100);
  for (let family = 0; family < 60; family++) {
    const name = `app_requests_${family}_total`;
    let text = head(name, 'counter');
    for (let index = 0; index < each; index++) {
      text += `${name}{method="GET",route="/api/v1/things/${index}",code="200"} ${index * 7}\n`;
    }
    yield text;
  }
  for (let family = 0; family < 20; family++) {
    const name = `app_queue_${family}_fill_ratio`;
    let text = head(name, 'gauge');
    for (let index = 0; index < each; index++) {
      text += `${name}{topic="topic-${index}",shard="${index % 50}"} ${index / each}\n`;
    }
    yield text;
  }
  for (let family = 0; family < 20; family++) yield histogram(`app_wait_${family}_seconds`, each);
}

function histogram(name, samples) {
  let text = head(name, 'histogram');
  for (let index = 0; index < samples / (BOUNDS.length + 3); index++) {
    const labels = `method="GET",route="/api/v1/things/${index}"`;
    for (const [count, bound] of [...BOUNDS, '+Inf'].entries()) {
      text += `${name}_bucket{${labels},le="${bound}"} ${count * 10}\n`;
    }
    text += `${name}_sum{${labels}} ${index * 1.5}\n${name}_count{${labels}} 110\n`;
  }
  return text;
}

function head(name, type) {
  return `# HELP ${name} What the bench measures with.\n# TYPE ${name} ${type}\n`;
}
