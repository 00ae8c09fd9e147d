/**
 * A program the end-to-end tests run for real. `python` is 3.11 or newer, with `venv`;
 * `kubernetes-schemas` is a directory of JSON schemas for kubeconform.
 */
export type ToolName =
  | 'promtool'
  | 'prometheus'
  | 'promtool3'
  | 'prometheus3'
  | 'amtool'
  | 'docker-compose'
  | 'kubeconform'
  | 'kubernetes-schemas'
  | 'kustomize'
  | 'actionlint'
  | 'systemd-analyze'
  | 'pushgateway'
  | 'node-exporter'
  | 'alertmanager'
  | 'buildah'
  | 'unshare'
  | 'openssl'
  | 'git'
  | 'zsh'
  | 'fish'
  | 'go'
  | 'postgres'
  | 'mariadbd'
  | 'mongodb-test-server'
  | 'python'
  | 'python311'
  | 'node22'
  | 'node24'
  | 'node26';

export declare const toolsDirectory: string;
export declare const toolNames: ToolName[];
export declare function nodePackage(): string;
export declare function findTool(name: ToolName): string | undefined;
export declare function howToGet(name: ToolName): string;
