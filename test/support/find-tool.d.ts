/** A program the end-to-end tests run for real. `python` is 3.11 or newer, with `venv`. */
export type ToolName =
  | 'promtool'
  | 'prometheus'
  | 'pushgateway'
  | 'node-exporter'
  | 'alertmanager'
  | 'buildah'
  | 'unshare'
  | 'openssl'
  | 'git'
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
