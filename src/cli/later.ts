import type { Exit } from './output.ts'

/** A command's code is read when it is asked for: `route` need not wait for a web server to be read. */
export const later =
  <M, A extends unknown[]>(
    part: () => Promise<M>,
    pick: (part: M) => (...given: A) => Exit | Promise<Exit>,
  ) =>
  async (...given: A): Promise<Exit> =>
    await pick(await part())(...given)

/** Runs a command and keeps how it ended. */
export type On = <A extends unknown[]>(
  work: (...given: A) => Exit | Promise<Exit>,
) => (...given: A) => Promise<void>
