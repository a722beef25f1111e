import { describe, expect, it } from 'vitest'
import { assign, explain } from '#core/assign.ts'
import { demoOffices } from '#core/offices.ts'
import { route } from '#core/route.ts'
import { loadPacks } from '#packs/load.ts'
import { explanationWords } from '#web/words/explanation.ts'

const { areas, offences } = loadPacks(new URL('../../data', import.meta.url).pathname)

describe.each([...areas])('%s', (_code, { plan, reading, places }) => {
  const departmentNames = Object.fromEntries(plan.departments.map(({ id, name }) => [id, name]))
  const offices = demoOffices(plan, places)

  it('tells why of every offence in two sentences at most, with a department or the intake office', () => {
    for (const { code, stream = 'tip-off', handOver } of offences.values()) {
      if (handOver) continue
      const ground = { plan, reading, offences, precedents: [] }
      const routing = route({ offence: code, stream }, ground)
      const due = () => ({ on: '2026-12-11', limit: 'accept', provisional: false })
      const world = { offices, places, offences, due, taskId: (n: number) => `t${n}` }
      const tasks = assign({ id: 'm1', stream, offence: code }, routing, world)
      const words = explanationWords(explain(routing, tasks), { departmentNames })
      expect(words.match(/。/g)?.length ?? 0, words).toBeLessThanOrEqual(2)
      expect(words, code).toMatch(/。$/)
      expect(words, code).not.toMatch(/有关部门主办|[a-z]{3}|undefined|：。/)
      const named = Object.values(departmentNames).some((name) => words.includes(name))
      expect(named || words.includes('综合监管协调岗'), words).toBe(true)
    }
  })
})
