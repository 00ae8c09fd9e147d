import { testDatabases } from './databases.ts';
import { ENGINES } from './project.ts';

testDatabases(ENGINES[2]!);
