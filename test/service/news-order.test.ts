import { expect, it } from 'vitest'
import { does, filed, unfounded } from './filed.ts'
import { aHouse } from './house.ts'

it('news are read in the order in which they happened, also where the clock stood or was set back', async () => {
  await using house = await aHouse()
  for (let n = 0; n < 5; n += 1) {
    const { number, person } = await filed(house)
    await does(house, number, { type: 'accept' })
    house.wait(-3_600_000)
    await does(house, number, { type: 'ask', text: '二楼从哪个门上去？' })
    await does(house, number, unfounded)
    const said: string[] = []
    for (const words of ['查看', '查看', '没有别的情况了', '查看'])
      said.push(await person.says(words))
    expect(said[0]).toContain('受理')
    expect(said[1]).toContain('二楼从哪个门上去')
    expect(said.join('\n').match(/二楼从哪个门上去/g)).toHaveLength(1)
    expect(said[3]).toContain('没有发现违法')
  }
})
