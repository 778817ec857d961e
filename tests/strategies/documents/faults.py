"""Bodies of Word files with the faults of real ones, by name."""

from tests.strategies.documents.files import p, run

BOLD = "<w:b/>"
ITEM = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="7"/></w:numPr>'.format


def box(inner):
    return f"<w:pict><v:textbox><w:txbxContent>{inner}</w:txbxContent></v:textbox></w:pict>"


def shape(inner):
    return f"<w:drawing><wps:txbx><w:txbxContent>{inner}</w:txbxContent></wps:txbx></w:drawing>"


def two_forms(new, old):
    choice = f"<mc:Choice Requires='wps'>{new}</mc:Choice><mc:Fallback>{old}</mc:Fallback>"
    return f"<w:r><mc:AlternateContent>{choice}</mc:AlternateContent></w:r>"


def control(inner):
    return f"<w:sdt><w:sdtPr/><w:sdtContent>{inner}</w:sdtContent></w:sdt>"


def field(kind):
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def cell(inner, properties=""):
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def table(*rows):
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def gone(text):
    return f'<w:del w:id="2"><w:r><w:delText xml:space="preserve">{text}</w:delText></w:r></w:del>'


SPECIAL = (
    "<w:r><w:t>one</w:t><w:br/><w:t>two</w:t><w:tab/><w:t>co</w:t><w:noBreakHyphen/><w:t>lead</w:t>"
    '<w:br w:type="page"/><w:t>pro</w:t><w:softHyphen/><w:t>tect</w:t></w:r>'
)
MOVED = f"<w:moveFrom>{run('old place')}</w:moveFrom>{run('kept')}<w:moveTo>{run(' old place')}</w:moveTo>"
RUBY = f"<w:r><w:ruby><w:rubyPr/><w:rt>{run('above')}</w:rt><w:rubyBase>{run(' base')}</w:rubyBase></w:ruby></w:r>"
FIELDS = (
    f"{field('begin')}<w:r><w:instrText>PAGEREF x</w:instrText></w:r>{field('separate')}{run('17')}{field('end')}"
    f'<w:fldSimple w:instr="DATE">{run(" May")}</w:fldSimple>'
)
CASES = {
    "split words": p(runs=run("prot") + run("ection", BOLD) + "<w:proofErr/>" + run(" of")),
    "tracked changes": p(runs=f"{run('Troops ')}<w:ins w:id='1'>{run('must ')}</w:ins>{gone('may ')}{run('stay')}"),
    "a word struck out inside a word": p(runs=run("pro") + gone("xyz") + run("tect")),
    "moved text": p(runs=MOVED),
    "content controls": control(p(runs=control(run("inside")))),
    "smart tags": p(runs=f"<w:smartTag><w:smartTagPr/>{run('Sector')}</w:smartTag>{run(' East')}"),
    "fields": p(runs=FIELDS),
    "text box in two forms": p("Around", runs=two_forms(shape(p("In the box")), box(p("In the box")))),
    "text box in a text box": p(runs="<w:r>" + box(p("outer", runs="<w:r>" + box(p("inner")) + "</w:r>")) + "</w:r>"),
    "old text box": p(runs=f"<w:r>{box(p('Old box'))}</w:r>"),
    "text box with a table": p(runs="<w:r>" + box(table(cell(p("cell"))) + p("after")) + "</w:r>"),
    "two forms around paragraphs": two_forms(p("new form"), p("old form")).removeprefix("<w:r>").removesuffix("</w:r>"),
    "formula": p(runs="<m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath>"),
    "breaks and hyphens": p(runs=SPECIAL),
    "hidden text": p(runs=run("seen ") + run("secret ", "<w:vanish/>") + run("again")),
    "nested table": table(cell(p("outer") + table(cell(p("inner"))) + p())),
    "merged away cell with words": table(
        cell(p("top"), "<w:vMerge w:val='restart'/>"), cell(p("below"), "<w:vMerge/>")
    ),
    "row in a content control": f"<w:tbl>{control('<w:tr>' + cell(p('row')) + '</w:tr>')}</w:tbl>",
    "list in a cell": table(cell(p("a", properties=ITEM(0)) + p("b"))),
    "run without a paragraph": run("stray"),
    "unknown wrapper": f"<w:strange>{p('still here')}</w:strange>",
    "ruby": p(runs=RUBY),
    "right to left": p("حماية المدنيين"),
    "nothing": "",
}
