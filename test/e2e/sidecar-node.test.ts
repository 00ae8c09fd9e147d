import { ENGINES } from './project.ts';
import { testSidecar } from './sidecar.ts';

testSidecar(ENGINES[1]!);
