import { createConnection } from 'node:net'
import { expect, it, vi } from 'vitest'
import { wordsOf } from '../../src/cli/output.ts'
import { stopped } from '../../src/cli/serve.ts'

it('an error that says nothing itself is told by what is in it', async () => {
  const refused = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:9'), {
    code: 'ECONNREFUSED',
  })
  expect(wordsOf(new AggregateError([refused]))).toBe('connect ECONNREFUSED 127.0.0.1:9')
  expect(wordsOf(new Error('', { cause: refused }))).toBe('connect ECONNREFUSED 127.0.0.1:9')
  expect(wordsOf(Object.assign(new Error(''), { code: 'EPIPE' }))).toBe('EPIPE')
  expect(wordsOf(new Error('no'))).toBe('no')
  const real = await new Promise<unknown>((resolve) => {
    createConnection({ host: 'localhost', port: 9 }).on('error', resolve)
  })
  expect(wordsOf(real)).toContain('ECONNREFUSED')
})

it('a stop that fails has not stopped: what is still open would keep the process', async () => {
  const told: string[] = []
  const complaints = vi
    .spyOn(process.stderr, 'write')
    .mockImplementation((text) => told.push(String(text)) > 0)
  const fails = async () => await Promise.reject(new Error('Connection terminated'))
  expect(await stopped({ stop: fails })).toBe(false)
  expect(await stopped({ stop: async () => {} })).toBe(true)
  complaints.mockRestore()
  expect(told).toEqual(['Connection terminated\n'])
})
