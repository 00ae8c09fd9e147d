import type { ExporterSpec } from '../../spec/spec.ts';

/** Ports of this machine, by service. */
export type HostPorts = Record<'prometheus' | 'alertmanager' | 'pushgateway' | 'grafana', number>;

/**
 * A port for each of the tools: its usual one, or the next where the exporter has that. Grafana does not get its usual
 * one, which most exporters have: what stood under an address would be another thing after the port of the exporter changed.
 */
export function hostPorts({ pattern, port }: ExporterSpec): HostPorts {
  // Nothing connects to a batch job.
  const free = (usual: number) => (pattern !== 'batch' && usual === port ? usual + 1 : usual);
  return {
    prometheus: free(9090),
    alertmanager: free(9093),
    pushgateway: 9091,
    grafana: free(3001),
  };
}
