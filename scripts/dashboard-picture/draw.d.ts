/** A panel as it stands in a dashboard, and what its queries gave. */
export interface DrawnPanel {
  panel: object;
  series: {
    name: string;
    labels: Record<string, string>;
    values: [seconds: number, value: number][];
  }[];
}

export declare function drawDashboard(
  panels: DrawnPanel[],
  frame: { title: string; start: number; end: number },
): string;
