#include "kiosk/screens/contact_pages.h"

#include <fmt/format.h>

#include "kiosk/domain/receipt.h"

namespace linli::screens {
namespace {

constexpr int kPhoneLength = 20;

std::string id_of(const View& view, std::string_view control) {
    return fmt::format("{}.{}", page_name(view.here().page), control);
}

}  // namespace

void draw_phone(const Draft& draft, const View& view, ui::Ui& ui, Commands& commands, Need need,
                PropertyQuestion property, std::string_view title) {
    const Words& tr = view.tr;
    const std::string_view phone = draft.value(kPhoneField);
    ui.title(title);
    ui.text(tr(need == Need::Required ? "contact.phone_needed" : "contact.phone_optional"));
    // A number that is being typed is short at first; it is named wrong only once it is too long.
    const bool too_long = phone.size() > 15 && !phone_is_plausible(phone);
    const std::string id = id_of(view, "phone");
    ui.focus(id);
    if (auto typed = ui.text_field(id, phone,
                                   {.label = tr("contact.phone"),
                                    .hint = tr("contact.phone_hint"),
                                    .error = too_long ? tr("contact.phone_wrong") : std::string{},
                                    .kind = ui::FieldKind::Digits,
                                    .max_characters = kPhoneLength}))
        commands.push(SetValue{std::string(kPhoneField), std::move(*typed)});
    if (property == PropertyQuestion::NotAsked || phone.empty()) return;
    const bool may_see = draft.value(kPropertyField) == "yes";
    if (ui.choice(id_of(view, "property"), {.label = tr("contact.property"),
                                            .detail = tr(may_see ? "contact.property_yes" : "contact.property_no"),
                                            .selected = may_see ? ui::Selected::Yes : ui::Selected::No,
                                            .kind = ui::ChoiceKind::Many}))
        commands.push(SetValue{std::string(kPropertyField), may_see ? "" : "yes"});
}

bool phone_done(const Draft& draft, Need need) {
    const std::string_view phone = draft.value(kPhoneField);
    return phone_is_plausible(phone) && (need == Need::Optional || !phone.empty());
}

void draw_digits(const Draft& draft, const View& view, ui::Ui& ui, Commands& commands) {
    const Words& tr = view.tr;
    const bool has_phone = !draft.value(kPhoneField).empty();
    ui.title(tr("contact.digits_title"));
    ui.text(tr(has_phone ? "contact.digits_of_phone" : "contact.digits_free"));
    const std::string id = id_of(view, "digits");
    ui.focus(id);
    if (auto typed = ui.text_field(id, digits_of(draft),
                                   {.label = tr("contact.digits"),
                                    .hint = tr("contact.digits_hint"),
                                    .kind = ui::FieldKind::Digits,
                                    .max_characters = 4}))
        commands.push(SetValue{std::string(kDigitsField), std::move(*typed)});
}

bool digits_done(const Draft& draft) {
    return is_four_digits(digits_of(draft));
}

std::string phone_summary(const View& view, const Draft& draft) {
    const std::string_view phone = draft.value(kPhoneField);
    if (phone.empty()) return view.tr("contact.no_phone");
    const std::string end(phone.size() < 4 ? phone : phone.substr(phone.size() - 4));
    return view.tr("contact.phone_ends", {{"digits", end}});
}

void draw_next(const Draft& draft, const View& view, ui::Ui& ui, Commands& commands, ui::Enabled enabled) {
    const std::string id = id_of(view, "next");
    const std::string label = view.tr("form.next");
    if (footer(view, ui, commands,
               {{.id = id,
                 .label = label,
                 .kind = ui::ButtonKind::Primary,
                 .icon = "chevron-right",
                 .enabled = enabled}}) == id)
        commands.push(ShowFormPage{draft.page + 1});
}

bool draw_submit(const Draft& draft, const View& view, ui::Ui& ui, Commands& commands, std::string_view label) {
    const std::string id = id_of(view, "submit");
    const std::string waiting = view.tr("form.saving");
    return footer(view, ui, commands,
                  {{.id = id,
                    .label = draft.waiting() ? std::string_view(waiting) : label,
                    .kind = ui::ButtonKind::Primary,
                    .icon = "check",
                    .enabled = draft.waiting() ? ui::Enabled::No : ui::Enabled::Yes}}) == id;
}

}  // namespace linli::screens
