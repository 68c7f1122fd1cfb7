/**
 * What people write in the forum, held to everything that was ever tried to make such a text do something.
 *
 * The texts are our own, one for each technique that the known collections name. What is let through is compared with a list
 * of its own here, not with that of the page.
 */
import { expect, test } from "./fixtures/index.ts";
import type { Learner } from "./fixtures/learner.ts";

const THREAD = "/learn/course-v1:Preau+ENLIGNE+1/forum/threads/93";
const AWAY = "https://ailleurs.example";

/** Texts that try to do something, by technique. An attack that works calls alert(), leaves for elsewhere or loads from there. */
const VECTORS: Record<string, string[]> = {
  "elements that run": [
    "<script>alert(1)</script>",
    "<SCRIPT>alert(1)</SCRIPT>",
    "<script src=//ailleurs.example/a.js></script>",
    `<script type=module src=${AWAY}/a.mjs></script>`,
    `<script type=importmap>{"imports":{"a":"${AWAY}/a.js"}}</script>`,
    "<script\n>alert(1)</script\n>",
    "<script/x>alert(1)</script/x>",
    "<script>alert(1)",
    "<<script>alert(1)//<</script>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<script x='>' >alert(1)</script>",
    "<script>/*</p>*/alert(1)/*<p>*/</script>",
    "<script nonce=a>alert(1)</script>",
    "<iframe src='javascript:parent.alert(1)'></iframe>",
    "<iframe srcdoc='&lt;script&gt;parent.alert(1)&lt;/script&gt;'></iframe>",
    `<iframe src=${AWAY}/>`,
    "<iframe onload=alert(1)></iframe>",
    "<frameset onload=alert(1)><frame src='javascript:alert(2)'></frameset>",
    "<object data='javascript:alert(1)'></object>",
    `<object type='text/html' data='${AWAY}/o'></object>`,
    "<object data='data:text/html,<script>parent.alert(1)</script>'></object>",
    "<embed src='javascript:alert(1)'>",
    `<embed type='image/svg+xml' src='${AWAY}/e.svg'>`,
    "<applet code=a onerror=alert(1)></applet>",
    `<portal src='${AWAY}/p' onload=alert(1)></portal>`,
    `<fencedframe src='${AWAY}/f'></fencedframe>`,
    "<template><script>alert(1)</script></template>",
    "<template shadowrootmode=open><script>alert(1)</script><img src=x onerror=alert(2)></template>",
    "<my-element onclick=alert(1) is=evil>a</my-element><button is=evil-button>b</button>",
  ],
  "handlers": [
    "<img src=x onerror=alert(1)>",
    "<img src=x ONERROR=alert(1)>",
    "<img src=x onerror='alert(1)'//",
    "<img/src=x/onerror=alert(1)>",
    "<img\tsrc=x\fonerror=alert(1)>",
    "<img src=x\nonerror\n=\nalert(1)>",
    "<img src=x \u000conerror=alert(1)>",
    "<img src='x'onerror=alert(1)>",
    "<img src=\"x\"\"onerror=alert(1)\">",
    "<img \"\"\"><img src=x onerror=alert(1)>\">",
    "<img src=x onerror=&#97;&#108;&#101;&#114;&#116;&#40;1&#41;>",
    "<img src=x onerror=&#x61;lert&lpar;1&rpar;>",
    "<img src=x:x onerror=\\u0061lert(1)>",
    "<img src=/ onload=alert(1)>",
    "<img src=x =onerror=alert(1)>",
    "<img src=x a='>' onerror=alert(1)>",
    "<img src=x a=\">\" onerror=alert(1)>",
    "<img src=x a=`> onerror=alert(1)>",
    "<img src='a' onerror=alert(1) src='b'>",
    "<p onclick=alert(1) onmouseover=alert(2) onpointerenter=alert(3)>a</p>",
    "<b onmouseover=alert(1)>a</b>",
    "<a onfocus=alert(1) tabindex=0 autofocus>a</a>",
    "<div onfocusin=alert(1) tabindex=-1 autofocus contenteditable>a</div>",
    "<details open ontoggle=alert(1)>a</details>",
    "<div onbeforematch=alert(1) hidden=until-found>a</div>",
    "<p onanimationstart=alert(1) style='animation:preau-turn 1s'>a</p>",
    "<p ontransitionend=alert(1) style='transition:all 1s;opacity:0'>a</p>",
    "<ul onscrollend=alert(1) style='overflow:auto;height:1px'><li>a</ul>",
    "<div oncontentvisibilityautostatechange=alert(1) style='content-visibility:auto'>a</div>",
    "<div popover id=pop onbeforetoggle=alert(1)>a</div><button popovertarget=pop>b</button>",
    "<body onload=alert(1) onpageshow=alert(2) onhashchange=alert(3)>",
    "<html onclick=alert(1)>",
    "<marquee onstart=alert(1) onfinish=alert(2)>a</marquee>",
    "<video src=x onerror=alert(1)></video>",
    "<video><source onerror=alert(1)></video>",
    "<audio src=x onerror=alert(1) autoplay>",
    "<video poster='javascript:alert(1)'></video>",
    "<track src=x onerror=alert(1)>",
    "<input autofocus onfocus=alert(1)>",
    "<select autofocus onfocus=alert(1)><option>a</select>",
    "<textarea autofocus onfocus=alert(1)>a</textarea>",
    "<keygen autofocus onfocus=alert(1)>",
    "<dialog open onclose=alert(1)>a<form method=dialog><button autofocus>b</button></form></dialog>",
    "<image src=x onerror=alert(1)>",
    "<isindex type=image src=1 onerror=alert(1)>",
    "<td background=x onerror=alert(1)>a</td>",
    "<table onclick=alert(1)><tbody onclick=alert(2)><tr onclick=alert(3)><td onclick=alert(4)>a</table>",
  ],
  "addresses": [
    "<a href='javascript:alert(1)'>a</a>",
    "<a href='JaVaScRiPt:alert(1)'>a</a>",
    "<a href=' javascript:alert(1)'>a</a>",
    "<a href='\u0001javascript:alert(1)'>a</a>",
    "<a href='java\nscript:alert(1)'>a</a>",
    "<a href='java\tscript:alert(1)'>a</a>",
    "<a href='java&#x0D;script:alert(1)'>a</a>",
    "<a href='javascript&colon;alert(1)'>a</a>",
    "<a href='&#106;avascript:alert(1)'>a</a>",
    "<a href='&#0000106avascript:alert(1)'>a</a>",
    "<a href='&#x6A;&#x61;vascript&#58;alert(1)'>a</a>",
    "<a href='javascript&NewLine;:alert(1)'>a</a>",
    "<a href='java&Tab;script:alert(1)'>a</a>",
    "<a href='javascript://%0aalert(1)'>a</a>",
    "<a href='vbscript:msgbox(1)'>a</a>",
    "<a href='livescript:alert(1)'>a</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>a</a>",
    "<a href='data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg=='>a</a>",
    "<a href='blob:https://ailleurs.example/1'>a</a>",
    "<a href='filesystem:https://ailleurs.example/1'>a</a>",
    "<a href='view-source:javascript:alert(1)'>a</a>",
    "<a href='feed:javascript:alert(1)'>a</a>",
    "<a href='file:///etc/passwd'>a</a>",
    "<a href='intent://scan/#Intent;scheme=zxing;end'>a</a>",
    "<a href='tel:118'>a</a><a href='sms:118'>b</a>",
    "<a href='mailto:a@b.example?bcc=c@d.example&#10;X: y'>a</a>",
    "<a href='https://moi:secret@ailleurs.example/'>a</a>",
    "<a href='\\\\ailleurs.example'>a</a>",
    "<a href='https:ailleurs.example'>a</a><a href='https:/ailleurs.example'>b</a>",
    "<a ping='https://ailleurs.example/p' href='https://www.example.org/'>a</a>",
    "<a href='https://www.example.org/' target=_top rel=opener download>a</a>",
    "<a href='/logout'>a</a>",
    "<a href='//ailleurs.example/'>a</a>",
    "<area href='javascript:alert(1)' shape=default>",
    "<map name=m><area href='javascript:alert(1)' coords='0,0,9,9'></map><img usemap=#m src=x>",
    "<form action='javascript:alert(1)'><input type=submit autofocus></form>",
    `<form id=f action='${AWAY}/f'></form><button form=f formaction='javascript:alert(1)'>a</button>`,
    "<isindex action='javascript:alert(1)' type=submit>",
    "<img src='javascript:alert(1)'>",
    `<img src='${AWAY}/i.png' srcset='${AWAY}/j.png 2x' loading=eager>`,
    `<img src='//ailleurs.example/i.png'>`,
    `<img lowsrc='${AWAY}/l.png' dynsrc='${AWAY}/d.png' src='data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'>`,
    `<picture><source srcset='${AWAY}/s.png'><img src=x></picture>`,
    `<blockquote cite='javascript:alert(1)'>a</blockquote><q cite='${AWAY}/q'>b</q>`,
    `<table background='${AWAY}/t.png'><td background='javascript:alert(1)'>a</td></table>`,
    `<body background='${AWAY}/b.png'>`,
    `<video src='${AWAY}/v.mp4' poster='${AWAY}/v.png' autoplay></video><audio src='${AWAY}/a.ogg' autoplay></audio>`,
    `<input type=image src='${AWAY}/i.png'>`,
  ],
  "styles and settings of the page": [
    "<style>*{display:none}</style>",
    `<style>@import url(${AWAY}/s.css);</style>`,
    `<link rel=stylesheet href=${AWAY}/s.css>`,
    `<link rel=preload as=script href=${AWAY}/p.js><link rel=prefetch href=${AWAY}/f><link rel=dns-prefetch href=${AWAY}>`,
    "<link rel=import href='data:text/html,<script>alert(1)</script>'>",
    `<link rel=manifest href=${AWAY}/m><link rel=icon href=${AWAY}/i>`,
    `<p style='background:url(${AWAY}/b.png)'>a</p>`,
    "<p style='width:expression(alert(1))'>a</p>",
    "<p style=\"-moz-binding:url('//ailleurs.example/x.xml#x')\">a</p>",
    "<div style='position:fixed;inset:0;z-index:9999'>a</div>",
    "<div class='preau-toasts preau-modal' id=main role=alert aria-live=assertive aria-hidden=true>a</div>",
    `<base href='${AWAY}/'>`,
    "<base href='javascript:/a/' target=_blank><a href='//%0aalert(1)'>a</a>",
    `<meta http-equiv=refresh content='0;url=${AWAY}/'>`,
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<meta http-equiv=set-cookie content='a=b'><meta name=referrer content=unsafe-url>",
    "<meta http-equiv=content-security-policy content=\"default-src 'none'\">",
    "<title>piraté</title>",
    "<plaintext>alert(1)",
    "<font color='expression(alert(1))' face='x' size=999>a</font>",
    "<p hidden inert>a</p><div contenteditable spellcheck accesskey=x draggable=true>b</div>",
    "<p slot=x part=y itemscope itemtype='https://ailleurs.example/t' nonce=z>a</p>",
  ],
  "names that stand for others": [
    "<img name=getElementById src=x>",
    "<form name=body><input name=firstChild><input name=attributes></form>",
    "<form id=a><input name=parentNode><input name=nodeName></form>",
    "<a id=config href='https://ailleurs.example/config.json'>a</a><a id=config name=backend href=x>b</a>",
    "<img name=currentScript><img id=preauViolation><iframe name=self></iframe>",
    "<p id=main>a</p><p id=pages content='https://ailleurs.example/s.css'>b</p>",
    "<div id=__proto__ class=constructor lang=toString dir=valueOf>a</div>",
    "<object name=cookie></object><embed name=write>",
    "<input form=a name=innerHTML><output id=children></output><fieldset name=elements></fieldset>",
  ],
  "read twice": [
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<noembed><p title='</noembed><img src=x onerror=alert(1)>'></noembed>",
    "<noframes><p title='</noframes><img src=x onerror=alert(1)>'></noframes>",
    "<xmp><p title='</xmp><img src=x onerror=alert(1)>'></xmp>",
    "<textarea><p title='</textarea><img src=x onerror=alert(1)>'></textarea>",
    "<title><p title='</title><img src=x onerror=alert(1)>'></title>",
    "<style><p title='</style><img src=x onerror=alert(1)>'></style>",
    "<iframe><p title='</iframe><img src=x onerror=alert(1)>'></iframe>",
    "<svg></p><style><a id='</style><img src=x onerror=alert(1)>'>",
    "<svg><p><style><a title='</style><img src=x onerror=alert(1)>'></p></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=x onerror=alert(1)&gt;'></table></mtext></math>",
    "<math><mtext><mglyph><style><img title='</style><img src=x onerror=alert(1)>'></style></mglyph></mtext></math>",
    "<form><math><mtext></form><form><mglyph><svg><mtext><style><path id='</style><img src=x onerror=alert(1)>'>",
    "<math><annotation-xml encoding='text/html'><p><style><!--</style><b title='--><img src=x onerror=alert(1)>'></b></p></annotation-xml></math>",
    "<svg><desc><style><!--</style><b title='--><img src=x onerror=alert(1)>'></b></desc></svg>",
    "<svg><foreignObject><math><mi><style></math><img src=x onerror=alert(1)></style></mi></math></foreignObject></svg>",
    "<table><svg><style><td title='</style><img src=x onerror=alert(1)>'></td></style></svg></table>",
    "<select><template><style><!--</style><a title='--><img src=x onerror=alert(1)>'></a></template></select>",
    "<b><p><math><mi><b title='</math><img src=x onerror=alert(1)>'></b></mi></math></p></b>",
    "<p title='&lt;/p&gt;&lt;img src=x onerror=alert(1)&gt;'>a</p>",
    "<abbr title='\"><img src=x onerror=alert(1)>'>a</abbr>",
    "<img alt='`><img src=x onerror=alert(1)>' src=x>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<!--->a<img src=x onerror=alert(1)>-->",
    "<!-- --!><img src=x onerror=alert(1)>-->",
    "<!--[if gte IE 4]><script>alert(1)</script><![endif]-->",
    "<![CDATA[<img src=x onerror=alert(1)>]]>",
    "<svg><![CDATA[</svg><img src=x onerror=alert(1)>]]></svg>",
    "<?xml version='1.0'?><?xml-stylesheet href='javascript:alert(1)'?><img src=x onerror=alert(1)>",
    "<!DOCTYPE html [<!ENTITY x '<img src=x onerror=alert(1)>'>]>&x;",
    "</p></div></main></body><img src=x onerror=alert(1)>",
    "<a href='https://www.example.org/'><a href='javascript:alert(1)'>a</a></a>",
    "<table><tr><a href='javascript:alert(1)'>a</a></tr><caption><img src=x onerror=alert(2)></caption></table>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&amp;lt;img src=x onerror=alert(1)&amp;gt;",
    "\uFF1Cscript\uFF1Ealert(1)\uFF1C/script\uFF1E",
    "+ADw-script+AD4-alert(1)+ADw-/script+AD4-",
    "\u2028<img src=x onerror=alert(1)>\u0000<img src=x one\u0000rror=alert(2)>",
  ],
  "pictures and formulas that run": [
    "<svg onload=alert(1)>",
    "<svg/onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><script href='data:,alert(1)'/></svg>",
    "<svg><script>alert&lpar;1&rpar;</script></svg>",
    "<svg><a xlink:href='javascript:alert(1)'><rect width=99 height=99 /></a></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s></svg>",
    "<svg><a><animate attributeName=href values='javascript:alert(1)' /><text y=20>a</text></a></svg>",
    "<svg><set attributeName=onmouseover to=alert(1)></svg>",
    "<svg><use href='data:image/svg+xml,<svg id=x xmlns=\"http://www.w3.org/2000/svg\"><image href=\"1\" onerror=\"alert(1)\"/></svg>#x' /></svg>",
    `<svg><image href='${AWAY}/i.png' onerror=alert(1) /><feImage href='${AWAY}/f.png'/></svg>`,
    "<svg><foreignObject><iframe onload=alert(1)></iframe></foreignObject></svg>",
    "<svg><handler xmlns:ev='http://www.w3.org/2001/xml-events' ev:event=load>alert(1)</handler></svg>",
    `<svg><style>@import '${AWAY}/s.css';</style><title><img src=x onerror=alert(1)></title></svg>`,
    "<math href='javascript:alert(1)'><mi>a</mi></math>",
    "<math><mi xlink:href='javascript:alert(1)'>a</mi></math>",
    "<math><maction actiontype='statusline#javascript:alert(1)'><mi>a</mi></maction></math>",
    "<math><mtext><img src=x onerror=alert(1)></mtext></math>",
    "<math><mtext><script>alert(1)</script></mtext></math>",
    "<math><mtext></p><iframe src='javascript:alert(1)'></mtext></math>",
    "<math><semantics><mi>a</mi><annotation-xml encoding='text/html'><img src=x onerror=alert(1)></annotation-xml></semantics></math>",
    "<math><annotation-xml encoding='application/xhtml+xml'><svg onload=alert(1)></svg></annotation-xml></math>",
    `<math><mglyph src='${AWAY}/g.png' alt=a /></math>`,
    "<math><mstyle style='position:fixed;inset:0' onclick=alert(1) class=x id=y><mi>a</mi></mstyle></math>",
    "<math><mspace width='100000px' height='100000px' /><mpadded width='99999em' voffset='-999em'><mi>a</mi></mpadded></math>",
    "<math><mo minsize='100000px' maxsize=infinity stretchy=true>(</mo></math>",
  ],
  "Markdown": [
    "[a](javascript:alert(1))",
    "[a](JAVASCRIPT:alert(1))",
    "[a]( javascript:alert(1))",
    "[a](<javascript:alert(1)>)",
    "[a](&#106;avascript:alert(1))",
    "[a](javascript&colon;alert(1))",
    "[a](java\\script:alert(1))",
    "[a](data:text/html,<script>alert(1)</script>)",
    "[a](https://www.example.org/\" onmouseover=\"alert(1))",
    "[a](https://www.example.org/ \"x\\\" onclick=alert(1) \\\"\")",
    "[a](https://www.example.org/'onclick='alert(1))",
    "[a][x]\n\n[x]: javascript:alert(1)",
    "[a][x]\n\n[x]: <javascript:alert(1)> 'titre'",
    "[x]\n\n[x]: https://www.example.org/\"><img/src=x/onerror=alert(1)>",
    "<javascript:alert(1)>",
    "<https://www.example.org/\"onclick=alert(1)>",
    "<https://www.example.org/><img src=x onerror=alert(1)>>",
    "https://www.example.org/\"onmouseover=\"alert(1)",
    "https://www.example.org/<script>alert(1)</script>",
    "![a](javascript:alert(1))",
    `![a](${AWAY}/i.png)`,
    "![a\" onerror=\"alert(1)](x)",
    "![a](x\" onerror=\"alert(1))",
    "![<img src=x onerror=alert(1)>](x)",
    "[<img src=x onerror=alert(1)>](https://www.example.org/)",
    "[![a](x onerror=alert(1))](javascript:alert(2))",
    "`<script>alert(1)</script>`",
    "``<img src=x onerror=alert(1)>``` <img src=x onerror=alert(2)>",
    "    <script>alert(1)</script>",
    "```\n</code></pre><script>alert(1)</script>\n```",
    "```\"><img src=x onerror=alert(1)>\na\n```",
    "# <img src=x onerror=alert(1)>",
    "> <script>alert(1)</script>",
    "- <svg onload=alert(1)>\n    - <iframe srcdoc='<script>parent.alert(2)</script>'>",
    "| a | b |\n|---|---|\n| <img src=x onerror=alert(1)> | `<script>alert(2)</script>` |",
    "**<b onclick=alert(1)>a**</b>",
    "<a href='**javascript:alert(1)**'>*a*</a>",
    "<a title='\n\n<img src=x onerror=alert(1)>\n\n'>a</a>",
    "<div>\n\n*a* <script>\n\nalert(1)\n\n</script></div>",
    "\\<script>alert(1)\\</script>",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "<p>a</p>\n\n`<script>alert(1)</script>`",
  ],
  "TeX": [
    "$\\href{javascript:alert(1)}{a}$",
    "$\\url{javascript:alert(1)}$",
    "$\\text{<img src=x onerror=alert(1)>}$",
    "$\\text{</mtext></math><script>alert(1)</script>}$",
    "$$\\class{preau-modal}{\\cssId{main}{\\style{position:fixed}{a}}}$$",
    "$\\htmlClass{a\" onclick=\"alert(1)}{b}$",
    `$\\includegraphics{${AWAY}/i.png}$`,
    "$\\unicode{<img src=x onerror=alert(1)>}$",
    "\\(\\require{html}\\href{data:text/html,<script>alert(1)</script>}{a}\\)",
    "\\[a < b \" onmouseover=alert(1) > c & d\\]",
    "[mathjax]</code><img src=x onerror=alert(1)>[/mathjax]",
    "\\begin{equation}\\tag{<svg onload=alert(1)>} a\\end{equation}",
    "$\\def\\a{\\a\\a}\\a$",
    "$\\newcommand{\\x}{\\x}\\x$",
    "$$\\rule{99999em}{99999em}\\hspace{99999em}\\raise 99999em{a}$$",
    `$${"{".repeat(1500)}a${"}".repeat(1500)}$`,
    `$${"\\sqrt".repeat(600)}{a}$`,
    `$${"x_".repeat(900)}x$`,
    "$a$<script>$b$</script>$",
    "$<b onclick=alert(1)>x</b>$",
  ],
};
const ALL = Object.values(VECTORS).flat();

/** Pictures of the platform that are not there. */
const NO_PICTURE = /Failed to load resource|404|NetworkError/;

/** The same text as each kind that the forum knows: as it is, below HTML, within HTML, as code. */
const WAYS: Record<string, (text: string) => string> = {
  "as Markdown": (text) => text,
  "as HTML": (text) => `<p>Avant</p>${text}<p>Après</p>`,
  "within a line": (text) => `Avant *${text}* après`,
  "in a quote and in an element": (text) => `> <b>${text.replaceAll("\n", "\n> ")}</b>\n\n<div>${text}</div>`,
};

const ELEMENTS =
  "a abbr b blockquote br caption cite code dd del details dfn div dl dt em figcaption figure h2 h3 h4 h5 h6 hr img ins kbd li mark ol p pre q rp rt ruby s samp small span strong sub summary sup table tbody td tfoot th thead time tr u ul var wbr " +
  "math merror mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow ms mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover";
const ATTRIBUTES =
  "alt aria-label class colspan datetime decoding dir height href lang loading rel reversed role rowspan scope src start tabindex title type value width " +
  "accent accentunder alttext columnalign columnspan display displaystyle fence form largeop linethickness lspace mathvariant maxsize minsize movablelimits rowalign rspace scriptlevel separator stretchy symmetric";

/** What stands in the texts of the page that no text may bring into it. By CSS: where a text begins and ends, no role says. */
async function found(learner: Learner): Promise<string[]> {
  return learner.page.locator(".preau-rich").evaluateAll(
    (texts, [elements, attributes]) => {
      const problems: string[] = [];
      for (const element of texts.flatMap((text) => [...text.querySelectorAll("*")])) {
        // pictures of others are buttons of ours until somebody asks for them
        if (element.closest("button.preau-button")) continue;
        const say = (problem: string) => problems.push(`${problem}: ${element.outerHTML.slice(0, 300)}`);
        if (!elements!.split(" ").includes(element.localName)) say("element");
        for (const { name, value } of element.attributes) {
          if (!attributes!.split(" ").includes(name)) say(`attribute ${name}`);
          if (name === "class" && !value.startsWith("preau-")) say("class of its own");
          if (name === "href" && !/^(https?:\/\/|mailto:|\/)/.test(value)) say("address");
          if (name === "src" && new URL(value, location.href).origin !== location.origin) say("picture of others");
          if (name === "form" && element.namespaceURI === "http://www.w3.org/1999/xhtml") say("form");
        }
        const { width, height } = element.getBoundingClientRect();
        if (Math.max(width, height) > 20_000) say("size");
      }
      return problems;
    },
    [ELEMENTS, ATTRIBUTES],
  );
}

/** Opens the thread with these texts as its responses, and says what happened that should not. */
async function reads(learner: Learner, texts: string[]): Promise<string[]> {
  const { page } = learner;
  learner.expectsProblem(NO_PICTURE);
  const own = new URL(page.url() === "about:blank" ? process.env["PREAU_URL"]! : page.url()).origin;
  const problems: string[] = [];
  page.on("dialog", (dialog) => {
    problems.push(`a script ran: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("request", (request) => {
    const address = new URL(request.url());
    if (address.origin !== own && !/^(data|blob):$/.test(address.protocol)) problems.push(`asked of others: ${address.href}`);
  });
  page.on("popup", (popup) => problems.push(`opened ${popup.url()}`));
  await page.route("**/api/discussion/v1/comments/?*thread_id=93*", async (route) => {
    const answer = await route.fetch();
    const page = (await answer.json()) as { pagination: Record<string, unknown>; results: Record<string, unknown>[] };
    const [first] = page.results;
    const results = texts.map((raw_body, number) => ({
      ...first,
      id: String(9000 + number),
      endorsed: false,
      child_count: 0,
      raw_body,
      rendered_body: raw_body,
    }));
    await route.fulfill({
      response: answer,
      json: { pagination: { ...page.pagination, next: null, count: results.length, num_pages: 1 }, results },
    });
  });
  await learner.opensSignedIn(THREAD);
  await expect(learner.heading).toBeVisible();
  await expect(page.getByRole("heading", { level: 3 })).toHaveCount(texts.length, { timeout: 60_000 });
  // formulas come later than words
  await expect(page.getByRole("math").first()).toBeAttached();
  await page.waitForLoadState("networkidle");
  return [...problems, ...(await found(learner))];
}

/** Does with a text what a reader may do: point at it, follow its links with the keyboard, open what is folded. */
async function touches(learner: Learner): Promise<void> {
  await learner.page.locator(".preau-rich").evaluateAll((texts) => {
    for (const element of texts.flatMap((text) => [...text.querySelectorAll<HTMLElement>("*")])) {
      if (element.closest("button, a")) continue;
      for (const kind of ["pointerover", "mouseover", "mouseenter", "pointerdown", "click", "focusin", "animationstart", "toggle"]) {
        element.dispatchEvent(new Event(kind, { bubbles: true }));
      }
    }
  });
}

for (const bypassCSP of [false, true]) {
  // the page alone must hold, even where the policy would have stopped what it let through
  test.describe(bypassCSP ? "without the site's policy" : "under the site's policy", () => {
    test.use({ bypassCSP });
    test.setTimeout(120_000);

    for (const [way, written] of Object.entries(WAYS)) {
      test(`${way}, nothing runs and nothing is asked of others`, { tag: "@chromium-only" }, async ({ learner }) => {
        expect(await reads(learner, ALL.map(written))).toEqual([]);
        const address = learner.page.url();
        await touches(learner);
        expect(learner.page.url()).toBe(address);
      });
    }
  });
}

test("in either browser nothing that is written runs", async ({ learner }) => {
  test.setTimeout(120_000);
  expect(await reads(learner, [...ALL, ...ALL.map(WAYS["as HTML"]!)])).toEqual([]);
});

test("no text holds up the page", { tag: "@chromium-only" }, async ({ learner }) => {
  test.setTimeout(120_000);
  const long = (piece: string) => piece.repeat(100_000 / piece.length);
  const opened = Array.from({ length: 500 }, (_, number) => `<b x=${number}>`).join("");
  const bombs = [
    ...["[", "![", "[a](", "*", "**a", "_a ", "`", "`` ` ", "$a ", "\\(", "&", "<", "<a ", "<!--", "~~a"].map(long),
    ...["> ", "- ", "1. ", "    ", "|", "#"].flatMap((piece) => [long(piece), long(`${piece}a\n`)]),
    // in these, what is HTML for the page is HTML for the browser too
    ...["&", "<svg>", "<b>", "<a><div>", "<table><td>", "<ul><li>", "<math><mi>", "$x$ "].map((piece) => `<p>Avant</p>${long(piece)}`),
    `<p>Avant</p><a x=${long(" ")}>a</a>`,
    `<p>Avant</p>${opened}${long("<p>a")}`,
    `<p>${opened}${long("<p>a")}`,
    "$x$",
  ];
  // a long text may be a long page
  expect((await reads(learner, bombs)).filter((problem) => !problem.startsWith("size"))).toEqual([]);
  await learner.page.getByLabel("Trier par").selectOption({ label: "Les plus récentes d’abord" });
  await expect.poll(() => learner.address, { timeout: 30_000 }).toContain("order=newest");
});

test("where nothing is made safe, they do run", { tag: "@chromium-only" }, async ({ page }) => {
  const ran = new Set<string>();
  page.on("dialog", (dialog) => void dialog.dismiss());
  await page.route(`${AWAY}/**`, (route) => route.abort());
  await page.exposeFunction("note", (text: string) => ran.add(text));
  for (const text of [...VECTORS["elements that run"]!, ...VECTORS["handlers"]!, ...VECTORS["read twice"]!]) {
    await page.setContent(`<script>window.alert = () => note(${JSON.stringify(text).replaceAll("<", "\\u003c")})</script>${text}`);
  }
  await expect.poll(() => ran.size).toBeGreaterThan(40);
});

test("nothing that is written runs in the preview of who writes it", { tag: "@chromium-only" }, async ({ learner }) => {
  learner.expectsProblem(NO_PICTURE);
  const ran: string[] = [];
  learner.page.on("dialog", (dialog) => {
    ran.push(dialog.message());
    void dialog.dismiss();
  });
  await learner.opensSignedIn("/learn/course-v1:Preau+ENLIGNE+1/forum/new");
  await learner.page.getByRole("textbox", { name: "Votre message (obligatoire)" }).fill(ALL.join("\n\n"));
  await learner.follows("button", "Aperçu");
  await expect(learner.page.locator(".preau-rich")).toBeVisible();
  expect([...ran, ...(await found(learner))]).toEqual([]);
});
