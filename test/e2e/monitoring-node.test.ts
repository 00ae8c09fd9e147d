import { testMonitoring } from './monitoring.ts';
import { ENGINES } from './project.ts';

testMonitoring(ENGINES[1]!);
