/// The style sheet of `report.html`: light and dark, phone, desk and paper.
enum PageStyle {
    static let sheet = """
        :root{--paper:#f6f7f8;--card:#ffffff;--ink:#1c2126;--mute:#5d6670;--line:#dfe3e7;--stripe:#f7f8fa;--accent:#005b8f;--warn:#8a4b00;--yes:#1a6b3a;--no:#a3262a;--warnpaper:#fff7ea;\(ChartStyle.light)}
        @media screen and (prefers-color-scheme:dark){:root{--paper:#101215;--card:#16191d;--ink:#eceff2;--mute:#a3acb6;--line:#2d333a;--stripe:#1b1f24;--accent:#7cc4f2;--warn:#f2c07a;--yes:#7fd1a0;--no:#f59a9a;--warnpaper:#2a2215;\(ChartStyle.dark)}}
        *{box-sizing:border-box}
        html{-webkit-text-size-adjust:100%;scroll-behavior:smooth}
        body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;overflow-wrap:break-word}
        header,main{max-width:62rem;margin:0 auto;padding:0 1.25rem}
        header{padding-top:2.5rem}
        .brand{margin:0;color:var(--accent);font-size:.8rem;font-weight:650;letter-spacing:.06em;text-transform:uppercase}
        h1{margin:.2rem 0 .3rem;font-size:clamp(1.6rem,4.5vw,2.3rem);line-height:1.2;letter-spacing:-.015em;text-wrap:balance}
        .subtitle{color:var(--mute);font-size:.95rem}
        h2{margin:0 0 1rem;font-size:1.4rem;line-height:1.25;letter-spacing:-.01em}
        h3{margin:2rem 0 .6rem;font-size:1.08rem;line-height:1.3}
        section{margin:1.5rem 0;padding:1.5rem;background:var(--card);border:1px solid var(--line);border-radius:12px;scroll-margin-top:1rem}
        p{margin:.6rem 0;max-width:46rem}
        .lead{margin:0 0 1.25rem;font-size:clamp(1.08rem,2.6vw,1.28rem);line-height:1.5;max-width:none;text-wrap:pretty}
        .tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,17rem),1fr));gap:1rem;margin:1.25rem 0}
        .tile{padding:1rem 1.15rem;border:1px solid var(--line);border-left:4px solid var(--accent);border-radius:8px;background:var(--stripe)}
        .tile .label{color:var(--mute);font-size:.88rem}
        .tile .figure{margin:.1rem 0;font-size:2rem;font-weight:680;line-height:1.2;letter-spacing:-.02em;font-variant-numeric:tabular-nums}
        .tile .detail{font-size:.9rem}
        .tile.open{border-left-color:var(--mute)}
        .tile .flag{margin-top:.15rem;color:var(--mute);font-size:.9rem}
        .tile.untold{border-left-color:var(--warn);background:var(--warnpaper)}
        .tile.untold .figure{color:var(--warn);font-size:1.5rem;line-height:1.6}
        .claim{padding:1.1rem 0 .9rem;border-top:1px solid var(--line);--mark:var(--mute)}
        .claim h2{margin:0 0 .4rem;font-size:1.08rem;line-height:1.4}
        .claim .id{color:var(--mute);font-weight:500}
        .badge{display:inline-block;padding:.05rem .5rem;border:1px solid var(--mark);border-radius:5px;color:var(--mark);font-size:.74rem;font-weight:650;letter-spacing:.03em;vertical-align:.08em}
        .claim p,.claim ul{max-width:52rem}
        .claim.supported{--mark:var(--yes)}
        .claim.contradicted{--mark:var(--no)}
        .claim.untestable{--mark:var(--warn)}
        .others,.changes,.claim .remarks{font-size:.92rem}
        .verdict{color:var(--mute);font-size:.76rem;font-weight:650;letter-spacing:.03em}
        .what{margin:.7rem 0 0;color:var(--mute);font-size:.85rem;font-weight:600}
        .what+ul{margin-top:.1rem}
        .terms{color:var(--mute);font-size:.85rem}
        .missing{font-size:.92rem}
        pre{margin:.3rem 0;padding:.4rem .6rem;border:1px solid var(--line);border-radius:6px;background:var(--stripe);font:.86em/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;white-space:pre-wrap;overflow-wrap:anywhere}
        ul{margin:.6rem 0;padding-left:1.2rem;max-width:50rem}
        li{margin:.3rem 0}
        .remarks{font-size:.95rem}
        .remark{color:var(--mute);font-size:.9rem}
        nav{display:flex;flex-wrap:wrap;gap:.35rem 1.1rem;padding:0 .25rem;font-size:.92rem}
        a{color:var(--accent);text-underline-offset:.15em}
        nav a{text-decoration:none}
        nav a:hover,nav a:focus-visible{text-decoration:underline}
        figure{margin:1.25rem 0}
        figcaption{margin-bottom:.5rem;font-weight:600;font-size:.95rem}
        figcaption a{margin-left:.4rem;font-weight:400;font-size:.82rem}
        .chart svg{display:block;width:100%;height:auto;}
        .chart .narrow{display:none}
        .scroll{overflow-x:auto;max-width:100%;border:1px solid var(--line);border-radius:8px}
        .scroll:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
        table{border-collapse:separate;border-spacing:0;width:100%;font-size:.86rem;line-height:1.4;font-variant-numeric:tabular-nums}
        th,td{padding:.42rem .7rem;text-align:left;vertical-align:top;border-bottom:1px solid var(--line);unicode-bidi:isolate}
        thead th{background:var(--stripe);font-weight:600;font-size:.8rem;color:var(--mute);vertical-align:bottom}
        tbody th{font-weight:500;background:var(--card);position:sticky;left:0}
        tbody tr:last-child>*{border-bottom:0}
        th.n,td.n{text-align:right}
        tbody a{color:inherit;text-decoration-color:var(--mute);text-decoration-thickness:1px}
        tbody th{min-width:8.5rem}
        code{font:.92em ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;overflow-wrap:anywhere;unicode-bidi:isolate}
        \(ChartStyle.shapes)
        @media (max-width:40rem){
        header,main{padding:0 .75rem}
        header{padding-top:1.25rem}
        section{padding:1rem .85rem;margin:1rem 0;border-radius:10px}
        .chart .wide{display:none}
        .chart .narrow{display:block}
        th,td{padding:.4rem .55rem}
        tbody th{min-width:0;max-width:9.5rem}
        }
        @media print{
        @page{margin:16mm 14mm}
        html{font-size:9.5pt}
        body{background:#fff}
        header,main{max-width:none;padding:0}
        header{padding-top:0}
        nav,figcaption a{display:none}
        section{padding:0;border:0;border-radius:0;margin:0 0 8mm}
        h2{border-bottom:1px solid var(--line);padding-bottom:1mm}
        h2,h3,figcaption{break-after:avoid}
        tr,.tile,figure.chart,.claim{break-inside:avoid}
        .tiles{grid-template-columns:1fr 1fr}
        .chart .wide{display:block}
        .chart .narrow{display:none}
        .scroll{overflow:visible;border:0}
        table{font-size:7.5pt}
        thead th{font-size:7pt}
        tbody a{text-decoration:none}
        .claim h2{border-bottom:0;padding-bottom:0}
        .claim p,.claim ul{max-width:none}
        th,td{padding:.8mm 1.2mm}
        tbody th{min-width:0}
        tbody th{position:static}
        thead{display:table-header-group}
        .tile,thead th{print-color-adjust:exact;-webkit-print-color-adjust:exact}
        svg{print-color-adjust:exact;-webkit-print-color-adjust:exact}
        }
        """
}
