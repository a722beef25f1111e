import { expect, it, vi } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { serve } from '../../src/main.ts'
import { aFolder } from '../cli/yijian.ts'

const { read } = vi.hoisted(() => ({ read: { times: 0 } }))
vi.mock('../../src/traces.ts', () => {
  read.times += 1
  throw new Error('traces are off')
})

const silent = { info: () => {}, warn: () => {}, error: () => {} }

it('nothing of traces is so much as read where no collector is named', async () => {
  using folder = aFolder()
  const start = async (env: Readonly<Record<string, string>>) => {
    const settings = readConfig({ STATE_DIR: folder.path('var'), PORT: '0', ...env })
    if (!settings.ok) throw new Error(settings.problems.join('\n'))
    return await serve({ config: settings.config, log: silent })
  }
  const running = await start({})
  expect((await fetch(`${running.url}/healthz`)).status).toBe(200)
  await running.stop()
  expect(read.times).toBe(0)
  const on = start({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318' })
  await expect(on).rejects.toThrow('mocking a module')
  expect(read.times).toBe(1)
})
