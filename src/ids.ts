import { nanoid } from 'nanoid'
import { idAt } from '#core/row-id.ts'
import type { World } from '#service/world.ts'

/** Where ids come from; `worker`: what this process is called while it runs. */
export const createIds = (): Pick<World, 'id' | 'idAt' | 'worker'> => ({
  id: () => nanoid(),
  idAt: (at) => idAt(at, nanoid()),
  worker: nanoid(8),
})
