"""HTML-only mails and the text that a reader sees."""

from collections.abc import Iterator

from tests.corpus.mails import Case, html, mail

_SEEN: list[tuple[str, str, str]] = [
    ("paragraphs", "<p>one</p><p>two</p>", "one\n\ntwo"),
    ("paragraphs that do not end", "<p>one<p>two", "one\n\ntwo"),
    ("lines", "one<br>two<br/>three<BR>four", "one\ntwo\nthree\nfour"),
    ("two breaks", "one<br><br>two", "one\n\ntwo"),
    ("blocks", "<div>one</div><div>two</div>", "one\ntwo"),
    ("blocks in blocks", "<div><div><div>one</div></div><div>two</div></div>", "one\ntwo"),
    ("an empty line of Gmail", "<div>one</div><div><br></div><div>two</div>", "one\n\ntwo"),
    ("a line of Outlook", "<p class=MsoNormal>one</p><p class=MsoNormal>&nbsp;</p><p class=MsoNormal>two</p>", "one\n\ntwo"),
    ("a line of Outlook with its own tags", '<p class="MsoNormal">one<o:p></o:p></p><p class="MsoNormal"><o:p>&nbsp;</o:p></p><p class="MsoNormal">two</p>', "one\n\ntwo"),
    ("headings", "<h1>one</h1>two", "one\n\ntwo"),
    ("words in parts", "kn<b>e</b><i>e</i> <span>inj</span>ection", "knee injection"),
    ("blanks between inline tags", "<b>one</b> <i>two</i>", "one two"),
    ("line breaks in the source", "one\n   two\r\nthree", "one two three"),
    ("entities", "&lt;a&gt; &amp; &quot;b&quot; &#233; &#xe9; &eacute; &hellip; &euro;", '<a> & "b" é é é … €'),
    ("entities without an end", "a &amp b &lt c", "a & b < c"),
    ("entities of Windows", "&#146;&#150;", "’–"),
    ("no-break spaces", "one&nbsp;two&nbsp; three", "one two  three"),
    ("soft hyphens and zero widths", "injec&shy;tion kn&#8203;ee", "injection knee"),
    ("scripts, styles, titles", "<title>t</title><style>p{}</style><script>x<y</script>one<noscript>two</noscript>", "onetwo"),
    ("a head that does not end", "<head><style>p{}</style><body>one", "one"),
    ("a style in the body", "one<style>p{}</style>two", "onetwo"),
    ("comments", "one<!-- two -->three<!-- <p>four -->", "onethree"),
    ("conditions of Outlook", "<!--[if mso]><p>no</p><![endif]-->one<![if !mso]>two<![endif]>", "onetwo"),
    ("a comment that does not end", "one<!-- two", "one"),
    ("hidden words", '<div style="display:none">preview</div>one<span style="DISPLAY: None !important">no</span>', "one"),
    ("links show their words", '<a href="http://x.example/?q=1">our policy</a>', "our policy"),
    ("links that are their address", '<a href="http://x.example">http://x.example</a>', "http://x.example"),
    ("images say nothing", 'one<img src="cid:i" alt="Logo of Northfork">two', "onetwo"),
    ("images that are signs", 'thanks <img src="cid:i" alt="😀">', "thanks 😀"),
    ("lists", "<ul><li>one</li><li>two</li></ul>", "* one\n* two"),
    ("numbered lists", "<ol><li>one</li><li>two</li></ol>", "1. one\n2. two"),
    ("lists in lists", "<ul><li>one<ul><li>two</li></ul></li><li>three</li></ul>", "* one\n  * two\n* three"),
    ("tables", "<table><tr><th>Code</th><th>Units</th></tr><tr><td>20611</td><td>1</td></tr></table>", "Code   Units\n20611  1"),
    ("tables of layout", "<table><tr><td><table><tr><td>one</td></tr></table></td></tr><tr><td>two</td></tr></table>", "one\ntwo"),
    ("tables in paragraphs' company", "<p>one</p><table><tr><td>a</td><td>b</td></tr></table><p>two</p>", "one\n\na  b\n\ntwo"),
    ("cells that do not end", "<table><tr><td>a<td>b<tr><td>c<td>d</table>", "a  b\nc  d"),
    ("cells with a paragraph each", "<table><tr><td><p>a</p></td><td><p>b</p></td></tr></table>", "a  b"),
    ("set text", "<pre>Code   Units\n20611  1\n</pre>", "Code   Units\n20611  1"),
    ("quotations", "one<blockquote>two</blockquote>three", "one\n\ntwo\n\nthree"),
    ("definition lists", "<dl><dt>one</dt><dd>two</dd></dl>", "one\ntwo"),
    ("letters below and above", "H<sub>2</sub>O m<sup>2</sup>", "H2O m2"),
    ("a smaller-than sign", "BMI < 30 and a<5", "BMI < 30 and a<5"),
    ("brackets that are no tags", "<dana@x.example> wrote <3", "<dana@x.example> wrote <3"),
    ("attributes with brackets", '<a title="x > y" href=z>one</a>', "one"),
    ("an open quote in a tag", '<p title="x>one</p><p>two</p>', "one\n\ntwo"),
    ("a tag that does not end", "one<p", "one<p"),
    ("capitals", "<DIV>one</DIV><P>two</P>", "one\n\ntwo"),
    ("two documents", "<html><body>one</body></html><html><body>two</body></html>", "one\ntwo"),
    ("XML before it", '<?xml version="1.0"?><!DOCTYPE html><html xmlns="x"><body>one</body></html>', "one"),
    ("fields of a form", '<form><input value="no"><textarea>one</textarea><button>two</button></form>', "onetwo"),
    ("nothing", "", ""),
    ("tags alone", "<div><br></div>", ""),
    ("a rule", "one<hr>two", "one\n--------------------\ntwo"),
    ("signs of other scripts", "<p>膝の注射</p><p>колено</p>", "膝の注射\n\nколено"),
]  # fmt: skip


def cases() -> Iterator[Case]:
    for rule, markup, seen in _SEEN:
        yield mail(f"HTML: {rule}", html(markup), text=seen, attachments=[])
