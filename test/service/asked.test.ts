import { describe, expect, it } from 'vitest'
import { aHouse, aPerson, standsBehind } from './house.ts'

describe('what a form may show at once', () => {
  it('is what is asked then, in that order, whatever is answered; name and telephone are not given back', async () => {
    await using house = await aHouse()
    await standsBehind(house, '500153')
    const person = aPerson(house, '500153', 'web-form')
    const asked = async () => await house.port.asked?.('web-form', person.address)
    const fields = async () => (await asked())?.questions.map(({ field }) => field)
    expect(await asked()).toBe(undefined)
    await person.says('昌元街道菜市场后头有个老太婆给人打针输液，没得证')
    expect(await fields()).toEqual(['agreed'])
    await person.says('行')
    expect(await fields()).toEqual(['where'])
    await person.says('菜市场后门出来左手边卖鱼的楼上二楼')
    const ahead = ['ongoing', 'when', 'photos', 'elsewhere', 'standing']
    expect(await fields()).toEqual(ahead)
    for (const [n, words] of ['停了', '上个月', '跳过', '没有'].entries()) {
      expect(await fields()).toEqual(ahead.slice(n))
      await person.says(words)
    }
    expect((await asked())?.questions[0]?.options).toHaveLength(2)
    await person.says('实名')
    expect(await fields()).toEqual(['name', 'contact'])
    await person.says('王小二')
    await person.says('13977665544')
    expect((await asked())?.questions).toEqual([])
    expect(JSON.stringify(await asked())).not.toMatch(/王小二|13977665544/)
    expect((await asked())?.said).toMatchObject({ what: expect.stringContaining('老太婆') })
    await person.says('提交')
    expect(await asked()).toBe(undefined)
  })
})
