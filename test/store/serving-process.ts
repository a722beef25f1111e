/** Holds the serve lock of a folder, says so, and stays until it is killed. */
import { lockServe } from '#store/lock.ts'

const held = lockServe(process.argv[2] ?? '')
console.log(held.ok ? 'held' : held.refusal.key)
if (held.ok) setInterval(() => held.value, 60_000)
