import type { Hono } from 'hono'
import { html } from 'hono/html'
import { listedAreas, type ListedArea } from './areas.ts'
import { publicPage, type Html } from './layout.ts'
import type { Web } from './web.ts'

/** The notice in plain words: who, what for, how long, your rights, and what nobody can promise. */
export function privacyRoutes(app: Hono, web: Web): void {
  app.get('/privacy', async (c) => await c.html(privacyPage(await listedAreas(web))))
}

function privacyPage(areas: readonly ListedArea[]): Html {
  return publicPage(
    '隐私告知',
    html`
      <h1>您说的话怎么保管</h1>
      <h2>谁在管</h2>
      ${
        areas.every(({ demo }) => demo)
          ? html`<p>这里是演示，没有单位主办，不是政府渠道。请不要写真实的事和真实的姓名。</p>`
          : html`<ul class="areas">
              ${areas
                .filter(({ demo }) => !demo)
                .map(
                  ({ name, sponsor, telephone }) =>
                    html`<li>${name}：${sponsor}，电话 ${telephone}</li>`,
                )}
            </ul>`
      }
      <h2>拿来做什么</h2>
      <p>
        只用来查您反映的这件事、告诉您结果，有奖励的发奖励。按当地公布的部门分工，由承办的部门看您说的经过和材料。不拿去做别的。
      </p>
      <h2>谁看得到您是谁</h2>
      <p>
        承办人员看不到您的姓名、电话和账号。留了姓名电话的，另外加密保管，经批准的人员才能看到，每次查看都有记录。
      </p>
      <p>
        照片、录像里的拍摄地点、手机型号等信息，给承办人员看之前会去掉，去不掉的不给看。PDF
        和有的录音里写着作者、设备，去不掉，发之前请看一看。
      </p>
      ${plainWords}
    `,
  )
}

const plainWords = html`
  <h2>有几件事要先说清楚</h2>
  <p>您说的细节可能让人猜到是您。只有您知道的事，可以先不写。</p>
  <p>
    用微信、Telegram 这类软件联系，平台自己知道您联系过我们、是什么时候。不想让平台知道的，用<a
      href="/chat"
      >网页举报</a
    >，不用登录。
  </p>
  <p>
    网页举报会在您的浏览器里存一个随机记号，用来接着聊。别人拿到您的手机就看得到，用完可以点"离开"清掉。
  </p>
  <h2>留多久</h2>
  <p>办理期间一直保管。办完以后，按主办单位的档案规定保管，法律规定要留的不能提前删。</p>
  <h2>您的权利</h2>
  <p>
    可以查看、补充、更正您说的，可以撤回。想要一份您的信息，或者要求删除，向上面的主办单位提出；认为处理得不对，可以向网信部门投诉。撤回以后，已经发现的违法行为，部门还是会查。
  </p>
  <p>
    归哪一类、由谁办，先由程序按公布的分工来定，每一件都写明理由；您不同意，可以转人工，由人来定。
  </p>
`
