#!/usr/bin/env node
import { existsSync } from 'node:fs'
import { enableCompileCache } from 'node:module'

enableCompileCache()
if (existsSync('.env')) process.loadEnvFile('.env')
const { run } = await import('./cli.ts')
process.exitCode = await run(process.argv.slice(2))
