import { ENGINES } from './project.ts';
import { testVariants } from './variants.ts';

testVariants(ENGINES[1]!);
