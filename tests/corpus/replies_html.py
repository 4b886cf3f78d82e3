"""Replies in HTML, each in the marks of one program; of our own making. (program, HTML), where {new} is what was written."""

A = "questions@desk.example"
_OLD = "<div>Send a corrected claim.</div><div>20611-RT, 1 unit</div>"
_HEAD = f"<b>From:</b> Coding Desk &lt;{A}&gt;<br><b>Sent:</b> Monday, November 23, 2026 9:12 AM<br><b>To:</b> Dana<br><b>Subject:</b> RE: Knee"
_WROTE = f'On Mon, Nov 23, 2026 at 9:12 AM Coding Desk &lt;<a href="mailto:{A}">{A}</a>&gt; wrote:<br>'

REPLIES = (
    ("Gmail", f'<div dir="ltr">{{new}}</div><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">{_WROTE}</div><blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex;border-left:1px solid">{_OLD}</blockquote></div>'),
    ("Gmail, new container", f'<div dir="ltr">{{new}}</div><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">{_WROTE}</div><blockquote class="gmail_quote">{_OLD}</blockquote></div>'),
    ("Gmail, old", f'<div dir="ltr">{{new}}<div class="gmail_extra"><br><br><div class="gmail_quote">{_WROTE}<blockquote class="gmail_quote">{_OLD}</blockquote></div><br></div></div>'),
    ("Gmail with a signature", f'<div dir="ltr">{{new}}<br clear="all"><div><br></div><span class="gmail_signature_prefix">-- </span><br><div dir="ltr" class="gmail_signature" data-smartmail="gmail_signature">Dana<br>Billing</div></div><br><div class="gmail_quote"><div class="gmail_attr">{_WROTE}</div><blockquote class="gmail_quote">{_OLD}</blockquote></div>'),
    ("Outlook on the web", f'<body><div class="elementToProof" style="font-family:Aptos">{{new}}</div><div id="appendonsend"></div><hr style="display:inline-block;width:98%" tabindex="-1"><div id="divRplyFwdMsg" dir="ltr"><font>{_HEAD}</font></div>{_OLD}</body>'),
    ("Outlook on the web with a signature", f'<div>{{new}}</div><div id="Signature"><p>Dana Whitlock</p><p>Billing</p></div><div id="appendonsend"></div><hr tabindex="-1"><div id="divRplyFwdMsg">{_HEAD}</div>{_OLD}'),
    ("Outlook, read by another Outlook", f'<div class="x_elementToProof">{{new}}</div><div id="x_appendonsend"></div><hr tabindex="-1"><div id="x_divRplyFwdMsg">{_HEAD}</div>{_OLD}'),
    ("Outlook for Windows", f"<div class=WordSection1><p class=MsoNormal>{{new}}<o:p></o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p><div><div style='border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0in 0in 0in'><p class=MsoNormal>{_HEAD}</p></div></div>{_OLD}</div>"),
    ("Outlook for Windows, older", f'<div class=WordSection1><p class=MsoNormal>{{new}}</p><div style="border:none;border-top:solid #B5C4DF 1.0pt;padding:3.0pt 0in 0in 0in"><p class="MsoNormal">{_HEAD}</p></div>{_OLD}</div>'),
    ("Outlook for Mac", f'<div>{{new}}</div><div id="mail-editor-reference-message-container"><div><div style="border:none;border-top:solid #B5C4DF 1.0pt;padding:3.0pt 0in 0in 0in">{_HEAD}</div>{_OLD}</div></div>'),
    ("Outlook for Mac 2011", f'<div>{{new}}</div><div><br></div><span id="OLK_SRC_BODY_SECTION"><div style="border-bottom:none;border-top:#b5c4df 1pt solid">{_HEAD}</div>{_OLD}</span>'),
    ("Outlook for iOS", f'<div>{{new}}</div><div id="ms-outlook-mobile-signature">Get <a href="https://aka.ms/o0ukef">Outlook for iOS</a></div><div id="mail-editor-reference-message-container"><hr tabindex="-1"><div id="divRplyFwdMsg">{_HEAD}</div>{_OLD}</div>'),
    ("Outlook Express", f'<DIV>{{new}}</DIV><BLOCKQUOTE style="BORDER-LEFT: #000000 2px solid; PADDING-LEFT: 5px"><DIV>----- Original Message ----- </DIV><DIV><B>From:</B> Desk </DIV>{_OLD}</BLOCKQUOTE>'),
    ("Apple Mail", f'<div>{{new}}</div><br id="lineBreakAtBeginningOfMessage"><div><br><blockquote type="cite"><div>On Nov 23, 2026, at 9:12 AM, Coding Desk &lt;{A}&gt; wrote:</div><br>{_OLD}</blockquote></div><br>'),
    ("iPhone", f'<div dir="ltr">{{new}}</div><div dir="ltr"><br></div><div id="AppleMailSignature" dir="ltr">Sent from my iPhone</div><div dir="ltr"><br>On Nov 23, 2026, at 9:12 AM, Coding Desk &lt;{A}&gt; wrote:<br><br></div><blockquote type="cite"><div dir="ltr">{_OLD}</div></blockquote>'),
    ("iPhone, newer", f'{{new}}<br id="lineBreakAtBeginningOfSignature"><div dir="ltr">Sent from my iPhone</div><div dir="ltr"><br><blockquote type="cite">On Nov 23, 2026, at 9:12 AM, Desk wrote:<br><br></blockquote></div><blockquote type="cite">{_OLD}</blockquote>'),
    ("Thunderbird", f'<p>{{new}}</p><div class="moz-cite-prefix">On 11/23/26 09:12, Coding Desk wrote:<br></div><blockquote type="cite" cite="mid:4711@desk.example">{_OLD}</blockquote>'),
    ("Thunderbird with a signature", f'<p>{{new}}</p><pre class="moz-signature" cols="72">-- \nDana</pre><div class="moz-cite-prefix">On 11/23/26 09:12, Coding Desk wrote:<br></div><blockquote type="cite">{_OLD}</blockquote>'),
    ("Yahoo", f'<div class="ydp12ab34cdyahoo-style-wrap"><div>{{new}}</div><div><br></div></div><div id="ydp9a8b7c6dyahoo_quoted_4711" class="ydp9a8b7c6dyahoo_quoted"><div>On Monday, November 23, 2026 at 09:12:44 AM EST, Coding Desk wrote:</div>{_OLD}</div>'),
    ("Yahoo on Android", f'{{new}}<br><br><div id="ymail_android_signature"><a href="https://x.example">Sent from Yahoo Mail on Android</a></div><br><blockquote style="margin: 0 0 20px 0;"><div>On Mon, Nov 23, 2026 at 9:12 AM, Coding Desk</div><div>&lt;{A}&gt; wrote:</div><div style="padding: 10px 0 0 20px; border-left: 1px solid #6D00F6;">{_OLD}</div></blockquote>'),
    ("Proton", f'<div>{{new}}</div><div class="protonmail_signature_block">Sent with Proton Mail secure email.</div><div class="protonmail_quote">On Monday, November 23rd, 2026 at 9:12 AM, Desk wrote:<br><blockquote class="protonmail_quote" type="cite">{_OLD}</blockquote></div>'),
    ("Zoho", f'<div>{{new}}</div><br><div class="zmail_extra"><div id="Zm-_Id_-Sgn1">---- On Mon, 23 Nov 2026 09:12:44 -0500 <b>Desk &lt;{A}&gt;</b> wrote ----</div><blockquote>{_OLD}</blockquote></div>'),
    ("Tutanota", f'<div>{{new}}</div><div><br>23. Nov 2026, 09:12 by {A}:<br></div><blockquote class="tutanota_quote" style="border-left: 1px solid #93A3B8">{_OLD}</blockquote>'),
    ("Zimbra", f'<div>{{new}}</div><hr id="zwchr" data-marker="__DIVIDER__"><div data-marker="__HEADERS__">{_HEAD}</div><div data-marker="__QUOTED_TEXT__">{_OLD}</div>'),
    ("Roundcube", f'<p>{{new}}</p><p id="reply-intro">On 2026-11-23 09:12, Coding Desk wrote:</p><blockquote type="cite" style="padding: 0 0.4em; border-left: #1010ff 2px solid">{_OLD}</blockquote>'),
    ("mail.ru", f'<div>{{new}}</div><blockquote style="border-left:1px solid #0857A6;margin:10px;padding:0 0 0 10px;">Понедельник, 23 ноября 2026, 9:12 +03:00 от Desk &lt;{A}&gt;:<br>{_OLD}</blockquote>'),
    ("163", f'<div>{{new}}</div><p>At 2026-11-23 09:12:44, "Coding Desk" &lt;{A}&gt; wrote:</p><blockquote id="isReplyContent" style="PADDING-LEFT: 1ex; BORDER-LEFT: #ccc 1px solid">{_OLD}</blockquote>'),
    ("QQ", f'<div>{{new}}</div><div style="font-size: 12px;padding:2px 0 2px 0;">------------------&nbsp;原始邮件&nbsp;------------------</div><div style="background:#efefef"><div><b>发件人:</b>&nbsp;"Desk"&lt;{A}&gt;;</div><div><b>发送时间:</b>&nbsp;2026年11月23日 上午9:12</div><div><b>收件人:</b>&nbsp;"Dana";</div><div><b>主题:</b>&nbsp;Re: Knee</div></div>{_OLD}'),
    ("Lotus Notes", f'<font size=2 face="sans-serif">{{new}}</font><br><br><br><font size=1 color=#5f5f5f face="sans-serif">From: &nbsp; &nbsp; &nbsp;</font><font size=1 face="sans-serif">Desk/Northfork</font><br><font size=1 color=#5f5f5f>To: &nbsp;</font><font size=1>Dana</font><br><font size=1 color=#5f5f5f>Date: &nbsp;</font><font size=1>11/23/2026 09:12 AM</font><br><font size=1 color=#5f5f5f>Subject: &nbsp;</font><font size=1>RE: Knee</font><br><hr noshade><br>{_OLD}'),
    ("Samsung", f'<div>{{new}}</div><div id="composer_signature"><div dir="auto">Sent from my Galaxy</div></div><div><br></div><div style="font-size:100%;color:#000000"><div>-------- Original message --------</div><div>From: Desk &lt;{A}&gt; </div><div>Date: 11/23/26  9:12 AM  (GMT-05:00) </div><div>To: Dana </div><div>Subject: Re: Knee </div><div><br></div></div>{_OLD}'),
    ("a phone that only writes the line", f"<div>{{new}}</div><br><br>Enviado desde mi iPhone<br><br><div>El 23 nov 2026, a las 9:12, Mesa &lt;{A}&gt; escribió:<br><br></div><blockquote>{_OLD}</blockquote>"),
    ("eM Client with a signature", f'<div>{{new}}</div><div id="signature_old">Dana<br>Billing</div><div>------ Original Message ------</div><div>From "Desk" &lt;{A}&gt;</div><div>To "Dana" &lt;dana@x.example&gt;</div><div>Date 11/23/2026 9:12:44 AM</div><div>Subject Re: Knee</div><div><blockquote cite="1@x" type="cite" class="cite2">{_OLD}</blockquote></div>'),
    ("Front with a signature", f'<div>{{new}}</div><br><div class="front-signature">Dana</div><blockquote type="cite" class="front-blockquote">{_WROTE}<br>{_OLD}</blockquote>'),
    ("Spark", f'<div name="messageBodySection">{{new}}</div><div name="messageSignatureSection"><br>Dana</div><div name="messageReplySection">{_WROTE}<blockquote type="cite" class="spark_quote">{_OLD}</blockquote></div>'),
    ("NetEase", f'<div>{{new}}</div><div class="J-reply"><div>---- 回复的原邮件 ----</div><table><tr><td>发件人</td><td>Desk&lt;{A}&gt;</td></tr><tr><td>日期</td><td>2026年11月23日 09:12</td></tr></table></div><blockquote style="margin:0">{_OLD}</blockquote>'),
    ("Yandex, headers above the line", f'<div>{{new}}</div><div> </div><div>----------------</div><div>Кому: dana@x.example;</div><div>Тема: Re: Knee;</div><div>23.11.2026, 09:12, "Desk" &lt;{A}&gt;:</div><blockquote>{_OLD}</blockquote>'),
    ("Horde", f'<p>{{new}}</p><p>Quoting Coding Desk &lt;{A}&gt;:</p><blockquote type="cite">{_OLD}</blockquote>'),
    ("a name alone", f'<p>{{new}}</p><p>Coding Desk wrote:</p><blockquote type="cite">{_OLD}</blockquote>'),
)  # fmt: skip

ANSWERS_BETWEEN = (
    ("Gmail", f'<div dir="ltr"><br></div><div class="gmail_quote"><div class="gmail_attr">{_WROTE}</div><blockquote class="gmail_quote">Is it the right knee?</blockquote><div>Yes.</div><blockquote class="gmail_quote">And the dose?</blockquote><div>48 mg.</div></div>'),
    ("Thunderbird", '<div class="moz-cite-prefix">On 11/23/26 09:12, Desk wrote:</div><blockquote type="cite">Is it the right knee?</blockquote><p>Yes.</p><blockquote type="cite">And the dose?</blockquote><p>48 mg.</p>'),
    ("Apple Mail", '<div><blockquote type="cite"><div>Is it the right knee?</div></blockquote>Yes.<blockquote type="cite"><div>And the dose?</div></blockquote>48 mg.</div>'),
)  # fmt: skip

ANSWERS_BELOW = (
    ("Thunderbird", f'<div class="moz-cite-prefix">On 11/23/26 09:12, Desk wrote:</div><blockquote type="cite">{_OLD}</blockquote><p>{{new}}</p>'),
    ("Gmail", f'<div class="gmail_quote"><div class="gmail_attr">{_WROTE}</div><blockquote class="gmail_quote">{_OLD}</blockquote></div><div>{{new}}</div>'),
    ("Roundcube", f'<p id="reply-intro">On 2026-11-23 09:12, Desk wrote:</p><blockquote type="cite">{_OLD}</blockquote><p>{{new}}</p>'),
)  # fmt: skip

FORWARDS = (
    ("Gmail", f'<div dir="ltr">Is it payable?<br><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">---------- Forwarded message ---------<br>From: <b>Lee</b><br>Date: Mon, Nov 23, 2026<br>Subject: Claim<br>To: Dana<br></div>{_OLD}</div></div>'),
    ("Thunderbird", f'<p>Is it payable?</p><div class="moz-forward-container"><br>-------- Forwarded Message --------<table><tr><th>Subject: </th><td>Claim</td></tr></table>{_OLD}</div>'),
    ("Apple Mail", f'<div>Is it payable?<br><div><br><blockquote type="cite"><div>Begin forwarded message:</div><br><div><b>From: </b>Lee</div>{_OLD}</blockquote></div></div>'),
    ("Zimbra", f'<div>FYI</div><hr id="zwchr"><div>{_HEAD}</div>{_OLD}'),
)  # fmt: skip
