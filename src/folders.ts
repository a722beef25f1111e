import { fileURLToPath } from 'node:url'

/** Where what runs is kept, unless `STATE_DIR` says otherwise. */
export const usualStateDir = './var'

/** The data that came with the code, unless `DATA_DIR` names another. */
export const ownDataDir = fileURLToPath(new URL('../data', import.meta.url))
