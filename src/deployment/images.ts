/** The images that the project runs beside its own; its own dependency updates renew those of compose.yaml later. */
export const IMAGES = {
  prometheus: 'prom/prometheus:v3.16.0',
  alertmanager: 'prom/alertmanager:v0.35.0',
  pushgateway: 'prom/pushgateway:v1.11.2',
  grafana: 'grafana/grafana:13.2.3',
  mongodb: 'mongo:8.0',
  postgresql: 'postgres:18',
  mysql: 'mysql:8.4',
};

/** The version that a project begins with: package.json, `__init__.py`, Dockerfile. */
export const FIRST_VERSION = '0.1.0';

/** Number of the user that the images of the project run as; nobody's on any machine. */
export const IMAGE_USER = 65532;
