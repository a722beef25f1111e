import { keepsTheContract } from './contract.ts'
import type { Platform } from './contract.ts'
import { openFakeWechat } from './fake-wechat.ts'
import { openHouse } from './house.ts'
import { openAccount } from './wechat-account.ts'

const person = 'oPerson-1_abc'

for (const mode of ['plain', 'compatible', 'safe'] as const) {
  keepsTheContract(`wechat-official, ${mode}`, async (): Promise<Platform> => {
    const wechat = await openFakeWechat(mode)
    const house = openHouse()
    const { aesKey: _sealed, ...bare } = wechat
    const bot = openAccount(mode === 'plain' ? (bare as typeof wechat) : wechat, house)
    let last: Record<string, string> = {}
    let ids = 0
    const send = async (fields: Record<string, string>): Promise<void> => {
      ids += 1
      last = { ...fields, MsgId: String(ids) }
      await wechat.send(person, last)
      await bot.quiet()
    }
    return {
      house,
      bot,
      address: () => person,
      say: async (text) => await send({ MsgType: 'text', Content: text }),
      again: async () => {
        const who = { FromUserName: person, ToUserName: 'gh_account', CreateTime: '1700000000' }
        await wechat.deliver({ ...last, ...who })
        await bot.quiet()
      },
      choose: async (label) => {
        const number = ['行', '不对，换一类'].indexOf(label) + 1
        await send({ MsgType: 'text', Content: String(number) })
      },
      attach: async (bytes) => {
        wechat.addMedia(`media${ids}`, bytes)
        await send({ MsgType: 'image', PicUrl: 'http://mmbiz/x', MediaId: `media${ids}` })
      },
      seen: async () => wechat.shown.flatMap(({ text }) => text.split('\n')),
      leave: async () => await send({ MsgType: 'event', Event: 'unsubscribe', EventKey: '' }),
      close: async () => {
        await bot.stop()
        await wechat.close()
      },
    }
  })
}
