import { trimmed } from './trim.ts'

/** The languages the agent's messages exist in. */
export type Language = 'en' | 'zh'

/**
 * The language error messages are sent in, or null if the header is ignored: absent, empty, or not *one* BCP 47 tag, as the lists and
 * q-values of browsers are not (wire.md §1.3). Null is not the same as English: see `renderFailure`.
 *
 * The agent parses with `golang.org/x/text/language.Parse` and lets go-i18n match the tag against en and zh. This was compared with
 * those libraries; approximated is what needs their tables: three-letter languages, scripts and variants are taken as known if
 * well-formed (`zh-abcde` is refused by the library), and which regions write Mandarin in which script is known for the likely ones.
 */
export function languageOf(acceptLanguage: string | undefined): Language | null {
  if (acceptLanguage === undefined) return null
  // Go's server trims spaces and tabs around a header value; nothing else is forgiven.
  const text = trimmed(acceptLanguage).replaceAll('_', '-').toLowerCase()
  const registeredWhole = wholeTags.get(text)
  if (registeredWhole !== undefined) return registeredWhole
  const tag = tagPattern.exec(text)?.groups
  if (!tag) return privateUse.test(text) ? 'en' : null
  const { language = '', extlang, script, region } = tag
  if (language.length === 2 && !languages.has(language)) return null
  if (region !== undefined && !isRegion(region)) return null
  return isChinese(extlang ?? language, script, region) ? 'zh' : 'en'
}

/** Whether the matcher takes a tag for Chinese. Simplified script is enough, whatever the language (`en-Hans`). */
function isChinese(language: string, script: string | undefined, region: string | undefined): boolean {
  if (script === 'hans') return true
  if (['zh', 'zho', 'chi'].includes(language)) return script === undefined || script === 'hant'
  if (language === 'und') return script === 'hant' || (script === undefined && chineseRegions.includes(region ?? ''))
  if (script !== undefined) return false
  // Mandarin by its own code is Chinese only where it is written in simplified script.
  if (language === 'cmn') return region === undefined || ['cn', 'sg', 'my'].includes(region)
  if (language === 'yue') return region === 'cn'
  // CLDR sends speakers of Uyghur to Chinese.
  if (['ug', 'uig'].includes(language)) return region === undefined
  return ['gan', 'hak', 'hsn', 'lzh', 'nan', 'wuu'].includes(language)
}

function isRegion(region: string): boolean {
  return region.length === 2 ? regions.has(region) : region !== '000'
}

const chineseRegions = ['cn', 'hk', 'mo', 'tw']

/** language [-extlang] [-script] [-region] [-variant…] [-extension…] [-x-private…], lower case. */
const tagPattern = new RegExp('^(?<language>[a-z]{2,3}|root)(?:-(?<extlang>[a-z]{3}))?(?:-(?<script>[a-z]{4}))?'
  + '(?:-(?<region>[a-z]{2}|[0-9]{3}))?'
  + '(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*(?:-[a-wyz0-9](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?$')
const privateUse = /^x(?:-[a-z0-9]{1,8})+$/

/** Tags registered whole that the grammar refuses or would read otherwise. */
const wholeTags: ReadonlyMap<string, Language> = new Map([
  ...['i-hak', 'zh-min', 'zh-min-nan'].map((tag) => [tag, 'zh'] as const),
  ...['ami', 'bnn', 'default', 'enochian', 'klingon', 'lux', 'mingo', 'navajo', 'pwn', 'tao', 'tay', 'tsu']
    .map((tag) => [`i-${tag}`, 'en'] as const),
  ...['en-gb-oed', 'sgn-be-fr', 'sgn-be-nl', 'sgn-ch-de'].map((tag) => [tag, 'en'] as const),
])

/** Every two-letter language the library knows. */
const languages = new Set(`
  aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es et eu fa
  ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik in io is it iu iw ja ji jv jw ka kg ki kj kk kl
  km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mo mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om
  or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts
  tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
`.trim().split(/\s+/))

/** Every two-letter region the library knows, private ones included. */
const regions = new Set(`
  aa ac ad ae af ag ai al am an ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bl bm bn bo bq br bs bt bu bv bw by bz ca cc
  cd cf cg ch ci ck cl cm cn co cp cq cr cs ct cu cv cw cx cy cz dd de dg dj dk dm do dy dz ea ec ee eg eh er es et eu ez fi fj fk
  fm fo fq fr fx ga gb gd ge gf gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm hn hr ht hu hv ic id ie il im in io iq ir is it je
  jm jo jp jt ke kg kh ki km kn kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc md me mf mg mh mi mk ml mm mn mo mp mq mr ms
  mt mu mv mw mx my mz na nc ne nf ng nh ni nl no np nq nr nt nu nz om pa pc pe pf pg ph pk pl pm pn pr ps pt pu pw py pz qa qm qn
  qo qp qq qr qs qt qu qv qw qx qy qz re rh ro rs ru rw sa sb sc sd se sg sh si sj sk sl sm sn so sr ss st su sv sx sy sz ta tc td
  tf tg th tj tk tl tm tn to tp tr tt tv tw tz ua ug uk um un us uy uz va vc vd ve vg vi vn vu wf wk ws xa xb xc xd xe xf xg xh xi
  xj xk xl xm xn xo xp xq xr xs xt xu xv xw xx xy xz yd ye yt yu za zm zr zw zz
`.trim().split(/\s+/))
