/** Names Windows reserves for devices, with any extension: no file or directory can be called like them there. */
export const WINDOWS_RESERVED = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)/i;
