import { createTerminal } from '#bots/terminal.ts'
import { openHouse } from '../house.ts'
import { complain, exit, type Exit } from './output.ts'
import { settingsToOpen } from './setup.ts'

/** `yijian talk`: the citizen's side in a terminal, on the same road as every other channel. */
export async function talkCommand(options: { readonly area?: string }): Promise<Exit> {
  const settings = settingsToOpen(process.env)
  if (!settings) return exit.usage
  const house = await openHouse(settings)
  try {
    const { area } = options
    if (area !== undefined && !house.world.packs.areas.has(area)) {
      complain(`没有 ${area} 这个辖区。可选：${[...house.world.packs.areas.keys()].join('、')}`)
      return exit.usage
    }
    const terminal = createTerminal(
      {
        input: process.stdin,
        output: process.stdout,
        tty: process.stdin.isTTY ?? false,
        ...(area === undefined ? {} : { area }),
      },
      house.port,
    )
    await terminal.start()
    await terminal.ended
    await terminal.stop()
    return exit.done
  } finally {
    await house.close()
  }
}
