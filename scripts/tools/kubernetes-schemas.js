// JSON schemas for kubeconform, from the published API of Kubernetes and the custom resource
// definitions of the Prometheus operator. They are strict: a field that no API knows is an error,
// which the API server would drop in silence.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { findTool, howToGet, toolsDirectory } from '../../test/support/find-tool.js';
import { goModule } from './go.js';

const OBJECT_META = 'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta';
const QUANTITY = /\.api\.resource\.Quantity$/;

/** Writes one file per kind and version into `.tools/kubernetes-schemas`; returns what went wrong, if anything. */
export function installKubernetesSchemas() {
  if (!findTool('go')) return `not installed: go is missing; ${howToGet('go')}`;
  let kubernetes;
  let operator;
  try {
    kubernetes = goModule('k8s.io/kubernetes');
    operator = goModule('github.com/prometheus-operator/prometheus-operator');
  } catch (error) {
    return error.message;
  }
  const directory = join(toolsDirectory, 'kubernetes-schemas');
  mkdirSync(directory, { recursive: true });
  const { definitions } = readJson(join(kubernetes, 'api', 'openapi-spec', 'swagger.json'));
  for (const { group, version, kind, schema } of [
    ...builtInKinds(definitions),
    ...customKinds(join(operator, 'example', 'prometheus-operator-crd')),
  ]) {
    const file = [kind, ...(group ? [group.split('.')[0]] : []), version].join('-').toLowerCase();
    const needed = withReferenced(strict(schema), definitions);
    writeFileSync(join(directory, `${file}.json`), JSON.stringify(needed));
  }
}

function* builtInKinds(definitions) {
  for (const [name, schema] of Object.entries(definitions)) {
    // Options of requests belong to every group; they are in no manifest.
    const kinds = schema['x-kubernetes-group-version-kind'] ?? [];
    if (kinds.length === 1 && !name.endsWith('List')) yield { ...kinds[0], schema };
  }
}

function* customKinds(directory) {
  for (const file of readdirSync(directory)) {
    const { spec } = parse(readFileSync(join(directory, file), 'utf8'));
    for (const { name, schema } of spec.versions) {
      const { openAPIV3Schema } = schema;
      openAPIV3Schema.properties.metadata = { $ref: `#/definitions/${OBJECT_META}` };
      yield { group: spec.group, version: name, kind: spec.names.kind, schema: openAPIV3Schema };
    }
  }
}

/** The schema as JSON Schema has it: numbers where strings may be numbers, no unknown fields. */
function strict(schema) {
  if (Array.isArray(schema)) return schema.map(strict);
  if (typeof schema !== 'object' || schema === null) return schema;
  const { properties, ...rest } = schema;
  if (rest['x-kubernetes-int-or-string'] || rest.format === 'int-or-string') {
    return { type: ['integer', 'string'] };
  }
  const result = Object.fromEntries(
    Object.entries(rest).map(([key, value]) => [key, strict(value)]),
  );
  if (!properties) return result;
  result.properties = Object.fromEntries(
    Object.entries(properties).map(([key, value]) => [key, strict(value)]),
  );
  const open = rest['x-kubernetes-preserve-unknown-fields'] || 'additionalProperties' in rest;
  if (!open) result.additionalProperties = false;
  return result;
}

/** The schema with all definitions that it refers to, and those that they refer to. */
function withReferenced(schema, definitions) {
  const needed = {};
  const visit = (text) => {
    for (const [, name] of text.matchAll(/"#\/definitions\/([^"]+)"/g)) {
      if (needed[name]) continue;
      needed[name] = QUANTITY.test(name)
        ? { type: ['number', 'string'] }
        : strict(definitions[name]);
      visit(JSON.stringify(needed[name]));
    }
  };
  visit(JSON.stringify(schema));
  return { ...schema, definitions: needed };
}

function readJson(file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}
