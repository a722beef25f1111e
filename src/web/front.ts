import type { Hono } from 'hono'
import { html } from 'hono/html'
import { listedAreas, type ListedArea } from './areas.ts'
import { publicPage, type Html } from './layout.ts'
import type { Web } from './web.ts'

/** What this is, and the two things a citizen comes for. */
export function frontRoutes(app: Hono, web: Web): void {
  app.get('/', async (c) => await c.html(frontPage(await listedAreas(web))))
}

function frontPage(areas: readonly ListedArea[]): Html {
  return publicPage(
    '首页',
    html`
      <h1>医疗卫生监督举报</h1>
      <p class="lead">
        看到非法行医、骗取医保、乱收费、卖假药，可以在这里说。<br />
        由谁来办，按当地公布的部门分工定，办得怎么样会告诉您。<br />
        可以匿名。承办人员看不到您的姓名、电话和账号。
      </p>
      <p class="danger">有人有生命危险，先打 120、110。</p>
      <p class="doors">
        <a class="button main" href="/chat">举报</a>
        <a class="button" href="/report">填表举报</a>
        <a class="button" href="/track">查进度</a>
      </p>
      <h2>开通的地方</h2>
      <ul class="areas">
        ${areas.map(areaLine)}
      </ul>
      <p class="small">
        标着"演示"的地方还没有单位主办，不是政府渠道，没有工作人员查看。真实举报请打 12345。
      </p>
      <h2>公开</h2>
      <ul class="plain-list">
        <li><a href="/law">看懂法律：什么可以，什么不可以</a></li>
        <li><a href="/law/look-up">查医疗机构、查医疗技术</a></li>
        <li><a href="/register">处罚决定</a></li>
        <li><a href="/bulletins">典型案例</a></li>
        <li><a href="/answers">大家关心的问题，怎么回答</a></li>
        <li><a href="/statistics">办了多少，结果怎样</a></li>
      </ul>
      <p class="small"><a href="/privacy">您说的话怎么保管、您有什么权利</a></p>
      <p class="small"><a href="/desk">工作人员登录</a></p>
    `,
  )
}

const areaLine = ({ code, name, demo, sponsor, telephone }: ListedArea): Html =>
  html`<li>
    <a href="/chat?area=${code}">${name}</a>
    ${demo ? html`<span class="mark">演示</span>` : html`<small>${sponsor}，值班电话 ${telephone}</small>`}
  </li>`
