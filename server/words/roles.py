"""How the roles are called, as the decree calls them; the last three are the house's own."""

from server.domain.language import Words
from server.domain.role import Role

ROLE_NAMES: dict[Role, Words] = {
    Role.REGISTRY_CLERK: Words("Тіркеу бөлімінің қызметкері", "Сотрудник регистратуры", "Registry clerk"),
    Role.REGISTRAR: Words("Медициналық тіркеуші", "Медицинский регистратор", "Medical registrar"),
    Role.OPERATOR: Words("Оператор", "Оператор", "Operator"),
    Role.CASHIER: Words("Кассир", "Кассир", "Cashier"),
    Role.PHTHISIATRICIAN: Words("Фтизиатр-дәрігер", "Врач-фтизиатр", "Phthisiatrician"),
    Role.PSYCHIATRIST: Words("Психиатр-дәрігер", "Врач-психиатр", "Psychiatrist"),
    Role.NARCOLOGIST: Words("Нарколог-дәрігер", "Врач-нарколог", "Narcologist"),
    Role.COUNSELLOR: Words(
        "Психоәлеуметтік кеңес беру кабинетінің дәрігері",
        "Врач кабинета психосоциального консультирования",
        "Doctor of the psychosocial counselling cabinet",
    ),
    Role.NURSE: Words("Медбике", "Медсестра", "Nurse"),
    Role.DOCTOR: Words("Дәрігер", "Врач", "Doctor"),
    Role.SUPERVISOR: Words("Ауысым басшысы", "Руководитель смены", "Supervisor"),
    Role.ADMINISTRATOR: Words("Жүйе әкімшісі", "Администратор системы", "Administrator"),
    Role.AUDITOR: Words("Аудитор", "Аудитор", "Auditor"),
}
