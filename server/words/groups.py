"""How the kiosk calls the groups into which services are put."""

from server.domain.language import Words

GROUP_NAMES: dict[str, Words] = {
    "doctor": Words("Дәрігер және тіркелу", "Врач и прикрепление", "Doctor and attachment"),
    "examination": Words("Тексерілу", "Обследование", "Examination"),
    "certificate": Words("Анықтамалар", "Справки", "Certificates"),
}
