import { spawn } from 'node:child_process'
import { serviceFault, type MasterKey } from './master-key.ts'

/** Ten seconds: a smart card asked for its PIN is slower than a service. */
const patience = 10_000

/**
 * A key that a program of the operator's own holds: an HSM, a smart card, a cloud's client. It is called with `wrap` or
 * `unwrap`, reads base 64 on its standard input, writes base 64 on its standard output, and ends with 0. Nothing secret
 * stands on its command line.
 */
export const commandMasterKey = (program: string): MasterKey => ({
  id: `command:${program}`,
  wrap: async (block) => await call(program, 'wrap', block),
  unwrap: async (wrapped) => await call(program, 'unwrap', wrapped),
})

async function call(
  program: string,
  what: 'wrap' | 'unwrap',
  given: Uint8Array,
): Promise<Uint8Array> {
  const child = spawn(program, [what], {
    stdio: ['pipe', 'pipe', 'ignore'],
    signal: AbortSignal.timeout(patience),
  })
  const out: Buffer[] = []
  child.stdout.on('data', (part: Buffer) => out.push(part))
  const ended = Promise.withResolvers<number | null>()
  child.once('error', ended.reject)
  child.once('close', ended.resolve)
  // One that ended without reading says why by how it ended.
  child.stdin.on('error', () => {})
  child.stdin.end(Buffer.from(given).toString('base64'))
  const code = await ended.promise.catch(() => undefined)
  const bytes = Buffer.from(Buffer.concat(out).toString().trim(), 'base64')
  if (code === undefined)
    throw serviceFault(
      'KeyServiceUnreachable',
      `${program} does not answer: see KMS_COMMAND, then start again; nothing is lost meanwhile`,
    )
  if (code !== 0 || bytes.length === 0)
    throw serviceFault(
      'KeyServiceRefused',
      `${program} ${what} ended with ${code ?? 'a signal'}: it cannot open these keys, see KMS_COMMAND`,
    )
  return bytes
}
