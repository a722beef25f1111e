import type { Api } from 'grammy'

/** The framework names the type of an old polyfill; it is the same thing. */
export const theirs = (signal: AbortSignal) => signal as unknown as Parameters<Api['getUpdates']>[1]
