"""Check the numbers: the audit of what is on the screen, each check with its sign, its verdict in a word, its figures."""

from html import escape

from PySide6.QtCore import QEvent, Qt, QUrl, Slot
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QLabel, QTextBrowser, QVBoxLayout, QWidget

from sgdviz.core.audit import Check, Verdict
from sgdviz.engine.auditor import Auditor
from sgdviz.engine.player import Player

from .look import theme
from .look.icons import icon
from .words import capital, core_text, remark

ICONS: dict[Verdict, tuple[str, str]] = {"holds": ("check", "whole"), "fails": ("cross", "batch_text"),
                                         "none": ("circle", "muted")}
SIDE = 18


class AuditDialog(QDialog):
    """Audits what the player has computed as soon as it opens; it deletes itself when it is closed."""

    def __init__(self, player: Player, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(680, 620)
        self.checks: list[Check] = []
        self.done_checking, self.broken = False, False
        self.summary, self.text = QLabel(), QTextBrowser()
        self.summary.setWordWrap(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.copy_button = buttons.addButton("", QDialogButtonBox.ButtonRole.ActionRole)
        self.copy_button.clicked.connect(self.copy)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self.summary)
        layout.addWidget(self.text)
        layout.addWidget(buttons)
        self.text.setFocus()
        job = player.job
        self.auditor = Auditor(player.problem, job.courses, job.traces, self, player.current_frame().cloud)
        self.auditor.found.connect(self._add)
        self.auditor.ended.connect(self._end)
        self.auditor.failed.connect(self._fail)
        theme.notifier.changed.connect(self.show_checks)
        self.retranslate()
        self.auditor.start()

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Check the numbers"))
        self.text.setAccessibleName(self.tr("Check the numbers"))
        self.copy_button.setText(self.tr("Copy"))
        self.show_checks()

    @Slot(object)
    def _add(self, check: Check) -> None:
        self.checks.append(check)
        self.show_checks()

    @Slot()
    def _end(self) -> None:
        self.done_checking = True
        self.show_checks()

    @Slot(str)
    def _fail(self, report: str) -> None:
        self.broken = True
        self.show_checks()

    @Slot()
    def show_checks(self) -> None:
        """Show what is found so far, in the words and the colours of now."""
        self.summary.setText(f"<b>{escape(self.verdict())}</b>")
        document = self.text.document()
        for verdict, (name, token) in ICONS.items():
            pixmap = icon(name, token).pixmap(SIDE, SIDE)
            document.addResource(QTextDocument.ResourceType.ImageResource.value, QUrl(f"verdict:{verdict}"), pixmap)
        bar = self.text.verticalScrollBar()
        at = bar.value()
        self.text.setHtml(f"<table cellspacing=0 cellpadding=4>{''.join(map(self._row, self.checks))}</table>")
        bar.setValue(at)

    def _row(self, check: Check) -> str:
        muted = theme.palette().hex("muted")
        return (f'<tr><td><img src="verdict:{check.verdict}"></td><td><b>{escape(named(check))}</b> '
                f'<span style="color:{muted}">{escape(self._word(check.verdict))}</span><br>'
                f"{escape(remark(check.sentence)).replace('J_B', 'J<sub>B</sub>')}</td></tr>")

    def _word(self, verdict: Verdict) -> str:
        words: dict[Verdict, str] = {"holds": self.tr("holds"), "fails": self.tr("does not hold"),
                                     "none": self.tr("no verdict")}
        return words[verdict]

    def verdict(self) -> str:
        """One sentence on all checks."""
        failed = sum(check.verdict == "fails" for check in self.checks)
        applied = sum(check.verdict != "none" for check in self.checks)
        if self.broken:
            return self.tr("Something went wrong in the program; the checks below were made before.")
        if failed:
            return self.tr("Checks that do not hold: {failed} of {applied}.").format(applied=applied, failed=failed)
        if not self.done_checking:
            return self.tr("Checking…")
        return self.tr("All {applied} checks that apply hold.").format(applied=applied)

    @Slot()
    def copy(self) -> None:
        """Put all of it on the clipboard, as text."""
        lines = [f"{named(check)} — {self._word(check.verdict)}: {remark(check.sentence)}" for check in self.checks]
        QApplication.clipboard().setText("\n".join([self.verdict(), *lines]))

    def done(self, result: int) -> None:
        self.auditor.close()
        super().done(result)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


def named(check: Check) -> str:
    """The name of a check, with a capital."""
    return capital(core_text(check.name))
