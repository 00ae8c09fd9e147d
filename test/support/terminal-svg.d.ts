import type { Terminal as Display } from '@xterm/headless';

export declare function drawTerminal(
  display: Display,
  options: { title: string; typed?: string; scrollback?: boolean },
): string;
