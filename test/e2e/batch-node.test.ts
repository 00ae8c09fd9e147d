import { testBatch } from './batch.ts';
import { ENGINES } from './project.ts';

testBatch(ENGINES[1]!);
