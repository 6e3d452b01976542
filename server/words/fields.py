"""The labels of all fields that a form of ours asks, by field name: one name means one thing everywhere."""

from server.domain.language import Words
from server.words.journal_cells import CELL_LABELS

FIELD_LABELS: dict[str, Words] = {
    # who and where
    "full_name": Words("Тегі, аты, әкесінің аты", "Фамилия, имя, отчество", "Full name"),
    "iin": Words("ЖСН", "ИИН", "IIN"),
    "birth_date": Words("Туған күні", "Дата рождения", "Date of birth"),
    "address": Words("Мекенжайы", "Адрес", "Address"),
    "phone": Words("Телефоны", "Телефон", "Telephone"),
    "representative": Words("Өкілі", "Представитель", "Representative"),
    "basis": Words("Өкілдік негізі", "Основание", "Basis"),
    # a call, a booking
    "complaint": Words("Шағымы (өз сөзімен)", "Жалоба (своими словами)", "Complaint (in the caller's words)"),
    "doctor_kind": Words("Қай дәрігер", "Какой врач", "Which doctor"),
    "visit_day": Words("Дәрігер келетін күн", "День прихода врача", "Day of the doctor's visit"),
    "visit_time": Words("Дәрігер келетін уақыт", "Время прихода врача", "Time of the doctor's visit"),
    "doctor": Words("Дәрігер", "Врач", "Doctor"),
    "cabinet": Words("Кабинет", "Кабинет", "Cabinet"),
    "day": Words("Күні", "День", "Day"),
    "time": Words("Уақыты", "Время", "Time"),
    "slot": Words("Қабылдау уақыты", "Время приёма", "Time of the appointment"),
    "round": Words("Дәрігер қашан келеді", "Когда придёт врач", "When the doctor comes"),
    "speciality": Words("Мамандығы", "Специальность", "Speciality"),
    "age": Words("Жасы", "Возраст", "Age"),
    "outcome": Words("Дәрігер келуінің нәтижесі", "Результат визита врача", "Outcome of the visit at home"),
    "note": Words("Ескертпе", "Примечание", "Note"),
    "staff": Words("Қызметкер", "Сотрудник", "Member of staff"),
    # an attachment
    "organisation_left": Words("Бұрынғы ұйым", "Прежняя организация", "Organisation left"),
    "documents_complete": Words("Құжаттар толық", "Все документы есть", "The documents are complete"),
    "district": Words("Учаске", "Участок", "District"),
    "decision": Words("Шешім", "Решение", "Decision"),
    # an examination
    "consent": Words("Келісімін берді", "Согласие дано", "Consent was given"),
    "held": Words("Кеңес берілді", "Консультация проведена", "Counselling was held"),
    "drawn": Words("Қан алынды", "Кровь взята", "Blood was taken"),
    "result": Words("Нәтиже", "Результат", "Result"),
    # a certificate
    "complete": Words("Құжаттар толық", "Все документы есть", "The documents are complete"),
    "finding": Words("Тіркелімде не табылды", "Что найдено в регистре", "What the register says"),
    "source": Words("Қай тіркелім", "Какой регистр", "Which register"),
    "why_otherwise": Words(
        "Тіркелім бойынша болмаса, себебі",
        "Если не по регистру, почему",
        "If not by the register, why",
    ),
    "purpose": Words("Анықтама не үшін керек", "Для чего нужна справка", "What the certificate is for"),
    "method": Words("Төлем тәсілі", "Способ оплаты", "Way of payment"),
    "taken": Words("Алынған сома", "Принятая сумма", "Sum taken"),
    "signed": Words("Қол қойылды", "Подписано", "Signed"),
    "doctor_seal": Words(
        "Жеке дәрігерлік мөр басылды", "Личная врачебная печать поставлена", "The doctor's seal is on it"
    ),
    "provider_seal": Words(
        "Көрсетілетін қызметті берушінің мөрі басылды",
        "Печать услугодателя поставлена",
        "The provider's seal is on it",
    ),
    "handed_over": Words("Анықтама қолға берілді", "Справка выдана", "The certificate was handed over"),
    # what commands ask
    "service": Words("Қызмет", "Услуга", "Service"),
    "language": Words("Тіл", "Язык", "Language"),
    "category": Words("Жеңілдік санаты", "Льготная категория", "Benefit category"),
    "kind": Words("Түрі", "Вид", "Kind"),
    "channel": Words("Жүгіну жолы", "Способ обращения", "Channel"),
    "return_code": Words("Қайта келу коды", "Код возврата", "Return code"),
    "ticket": Words("Талон", "Талон", "Ticket"),
    "counter": Words("Орын", "Место", "Place"),
    "move": Words("Әрекет", "Действие", "Action"),
    "ground": Words("Себеп", "Причина", "Reason"),
    "name": Words("Аты", "Имя", "Name"),
    "password": Words("Құпиясөз", "Пароль", "Password"),
    **CELL_LABELS,
}
