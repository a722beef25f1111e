import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { openStore } from '#store/open.ts'
import { inServer, templateName } from './service/larger-house.ts'
import { startPostgres } from './store/postgres-server.ts'

/**
 * The whole suite of what the office does, each house on a database of its own in a real PostgreSQL: `DATABASE_URL` names
 * one, else a server is started. Words behind the command go to vitest: `npm run test:postgres -- test/service/hear.test.ts`.
 */
const given = process.env['DATABASE_URL']
const started = given ? undefined : await startPostgres()
const url = given ?? started?.url ?? ''
await inServer(url, `drop database if exists ${templateName} with (force)`)
await inServer(url, `create database ${templateName}`)
const template = new URL(url)
template.pathname = `/${templateName}`
await (await openStore({ url: template.href })).close()
const { DATABASE_URL: _, ...env } = process.env
const words = process.argv.slice(2)
const asked = words.some((word) => !word.startsWith('-')) ? words : ['test/service', ...words]
const run = spawn('vitest', ['run', ...asked], {
  env: { ...env, TEST_POSTGRES_URL: url },
  stdio: 'inherit',
})
const [code] = (await once(run, 'exit')) as [number | null]
await inServer(url, `drop database if exists ${templateName} with (force)`)
await started?.stop()
// Whoever stops the server when a process ends would end this one with 0.
process.exit(code ?? 1)
