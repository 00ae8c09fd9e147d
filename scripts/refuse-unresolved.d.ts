import type { InputOptions } from 'rolldown';

export declare const refuseUnresolved: NonNullable<InputOptions['onLog']>;
