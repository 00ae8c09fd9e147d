import type { ExporterSpec } from '../../spec/spec.ts';

/** Ports of this machine, by service. */
export type HostPorts = Record<'prometheus' | 'alertmanager' | 'pushgateway' | 'grafana', number>;

/** Its usual port for each of the tools, or the next one where the exporter has that. */
export function hostPorts({ pattern, port }: ExporterSpec): HostPorts {
  // Nothing connects to a batch job.
  const free = (usual: number) => (pattern !== 'batch' && usual === port ? usual + 1 : usual);
  return {
    prometheus: free(9090),
    alertmanager: free(9093),
    pushgateway: 9091,
    grafana: free(3000),
  };
}
